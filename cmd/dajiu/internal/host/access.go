package host

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/proto"

	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authz"
	"dajiu/platform/bus"
)

// policy asks the user service, wherever it runs, for what every process decides by.
func (h *Host) policy(ctx context.Context, version int64) (authz.Snapshot, error) {
	p, err := userv1.NewUserInternalServiceClient(h.RPC.Conn("authz")).ShowPolicy(ctx, &userv1.ShowPolicyRequest{Version: version})
	if err != nil {
		return authz.Snapshot{}, err //nolint:wrapcheck // the keeper names the operation
	}
	s := authz.Snapshot{Version: p.GetVersion()}
	for _, r := range p.GetRoles() {
		s.Roles = append(s.Roles, authz.Role{ID: r.GetRoleId(), Kind: r.GetKind(), Everything: r.GetEverything(), Permissions: r.GetPermissions()})
	}
	for _, place := range p.GetStores() {
		s.Stores = append(s.Stores, authz.Place{Store: place.GetStoreId(), Merchant: place.GetMerchantId(), Region: place.GetRegion()})
	}
	return s, nil
}

// followAccess reads the policy again when it changed, until ctx ends. One that cannot be read now is tried again: by the
// bus, and by the keeper's own clock.
func (h *Host) followAccess(ctx context.Context) error {
	topic := string(proto.MessageName(&userv1.AccessChanged{}))
	err := h.Bus.Follow(ctx, "access-"+h.start, []string{topic}, func(ctx context.Context, _ []bus.Message) error {
		return h.access.Refresh(ctx)
	})
	if err != nil {
		return fmt.Errorf("follow access: %w", err)
	}
	return nil
}
