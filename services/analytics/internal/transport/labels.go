package transport

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/maypok86/otter/v2"
	"google.golang.org/grpc"

	productv1 "dajiu/gen/go/dajiu/product/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/clock"
	"dajiu/platform/resilience"
	"dajiu/services/analytics/internal/app"
)

// Labels asks the services whose things they are what they are called. It implements app.Labels.
type Labels struct {
	catalogue productv1.CatalogServiceClient
	users     userv1.UserInternalServiceClient
	clock     clock.Clock
	people    *otter.Cache[int64, string]

	mu         sync.Mutex
	readAt     time.Time
	categories map[int64]app.Category
	brands     map[int64]string
}

const (
	labelsFresh = time.Minute
	peopleKept  = 4096
)

// NewLabels returns the port of package app.
func NewLabels(conn grpc.ClientConnInterface, c clock.Clock) (*Labels, error) {
	people, err := otter.New(&otter.Options[int64, string]{MaximumSize: peopleKept})
	if err != nil {
		return nil, err //nolint:wrapcheck // the module names the operation
	}
	return &Labels{
		catalogue: productv1.NewCatalogServiceClient(conn), users: userv1.NewUserInternalServiceClient(conn), clock: c, people: people,
	}, nil
}

// read asks for the names where they are old. Old ones do where there are no new ones to be had.
func (l *Labels) read(ctx context.Context) error {
	if l.categories != nil && l.clock.Now().Sub(l.readAt) < labelsFresh {
		return nil
	}
	kinds, err := l.catalogue.ListCategories(ctx, &productv1.ListCategoriesRequest{})
	if err != nil {
		return l.without(ctx, productv1.CatalogService_ListCategories_FullMethodName, err)
	}
	brands, err := l.catalogue.ListBrands(ctx, &productv1.ListBrandsRequest{})
	if err != nil {
		return l.without(ctx, productv1.CatalogService_ListBrands_FullMethodName, err)
	}
	l.categories, l.brands, l.readAt = map[int64]app.Category{}, map[int64]string{}, l.clock.Now()
	for _, c := range kinds.GetCategories() {
		l.categories[c.GetCategoryId()] = app.Category{Name: c.GetName(), Parent: c.GetParentId()}
	}
	for _, b := range brands.GetBrands() {
		l.brands[b.GetBrandId()] = b.GetName()
	}
	return nil
}

// without says what the failure of a call means for the names.
func (l *Labels) without(ctx context.Context, method string, err error) error {
	switch {
	case !resilience.Without(ctx, method, err):
		return err
	case l.categories != nil:
		return nil
	}
	return fmt.Errorf("%w: %w", app.ErrUnnamed, err)
}

// Categories implements app.Labels.
func (l *Labels) Categories(ctx context.Context) (map[int64]app.Category, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.read(ctx)
	return l.categories, err
}

// Brands implements app.Labels.
func (l *Labels) Brands(ctx context.Context) (map[int64]string, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.read(ctx)
	return l.brands, err
}

// maxAsked bounds how many names one answer asks for.
const maxAsked = 200

// People implements app.Labels. Where one name cannot be had now, no others are asked for.
func (l *Labels) People(ctx context.Context, ids []int64) (map[int64]string, error) {
	names := map[int64]string{}
	asked := 0
	var unnamed error
	for _, id := range ids {
		name, ok := l.people.GetIfPresent(id)
		if !ok && asked < maxAsked && unnamed == nil {
			asked++
			contact, err := l.users.ResolveContact(ctx, &userv1.ResolveContactRequest{UserId: id})
			if resilience.Without(ctx, userv1.UserInternalService_ResolveContact_FullMethodName, err) {
				unnamed = fmt.Errorf("%w: %w", app.ErrUnnamed, err)
			}
			if err != nil {
				continue
			}
			name = contact.GetNickname()
			l.people.Set(id, name)
		}
		if name != "" {
			names[id] = name
		}
	}
	return names, unnamed
}
