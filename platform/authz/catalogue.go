package authz

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	"dajiu/platform/authn"
)

// Permission is something that staff may be given.
type Permission struct {
	// Name is service.noun.verb.
	Name, Title string
	// Kinds are the kinds of staff that may hold it.
	Kinds authn.Roles
	// Everything says that it is of use only to whom everything was given: it knows no stores.
	Everything bool
	// Button says that it belongs to an act in a page, and to no RPC.
	Button bool
}

// Service is the part of the name that says who owns it.
func (p Permission) Service() string {
	service, _, _ := strings.Cut(p.Name, ".")
	return service
}

// Catalogue is all permissions that staff may hold, by name: those that the protos in this program state.
type Catalogue map[string]Permission

// ReadCatalogue reads the permissions of every service that the program knows the proto of in packages that begin so,
// such as "dajiu.", and the buttons beside them. Two that have one name are an error.
func ReadCatalogue(packages string) (Catalogue, error) {
	list := Catalogue{}
	var failure error
	protoregistry.GlobalFiles.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(f.Package()), packages) {
			return true
		}
		for i := range f.Services().Len() {
			if failure = list.read(f.Services().Get(i)); failure != nil {
				return false
			}
		}
		return true
	})
	return list, failure
}

func (c Catalogue) read(service protoreflect.ServiceDescriptor) error {
	buttons, _ := proto.GetExtension(service.Options(), optionsv1.E_Buttons).([]*optionsv1.Button)
	for _, b := range buttons {
		if b.GetPermission() == "" || b.GetTitle() == "" {
			return fmt.Errorf("authz: %s has a button without name or title", service.FullName())
		}
		p := Permission{Name: b.GetPermission(), Title: b.GetTitle(), Kinds: authn.NewRoles(b.GetRoles()...) & staff, Button: true}
		if err := c.add(p); err != nil {
			return err
		}
	}
	for i := range service.Methods().Len() {
		access, _ := proto.GetExtension(service.Methods().Get(i).Options(), optionsv1.E_Access).(*optionsv1.Access)
		kinds := authn.NewRoles(access.GetRoles()...) & staff
		if kinds == 0 {
			continue
		}
		err := c.add(Permission{
			Name: access.GetPermission(), Title: access.GetTitle(), Kinds: kinds, Everything: access.GetScope() == optionsv1.Scope_SCOPE_ALL,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (c Catalogue) add(p Permission) error {
	if _, taken := c[p.Name]; taken {
		return fmt.Errorf("authz: the permission %s is stated twice", p.Name)
	}
	c[p.Name] = p
	return nil
}

// List returns the permissions in the order of their names.
func (c Catalogue) List() []Permission {
	list := make([]Permission, 0, len(c))
	for _, p := range c {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b Permission) int { return strings.Compare(a.Name, b.Name) })
	return list
}
