package seed

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"google.golang.org/grpc"

	"dajiu/demo"
	optionsv1 "dajiu/gen/go/dajiu/options/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
)

// staff makes the accounts of those who work with the platform. Couriers are c1, c2, …
func (s *seeder) staff(ctx context.Context) error {
	client := userv1.NewStaffServiceClient(s.conn)
	create := func(username, name string, role optionsv1.Role, stores []int64) error {
		made, err := client.CreateStaff(keyed(ctx, "staff", username), &userv1.CreateStaffRequest{
			Username: username, Password: s.opts.Password, Name: name, Roles: []optionsv1.Role{role}, StoreIds: stores,
		})
		if err != nil {
			return fmt.Errorf("account %s: %w", username, err)
		}
		s.members = append(s.members, made)
		if role == optionsv1.Role_ROLE_COURIER {
			s.city.Couriers = append(s.city.Couriers, made.GetUserId())
		}
		return nil
	}
	for _, v := range s.world.Staff {
		role, stores := s.rights(v)
		if v.Username == Operator {
			continue // the one who seeds
		}
		if err := create(v.Username, v.Name, role, stores); err != nil {
			return err
		}
	}
	if err := create("region", "区域经理", optionsv1.Role_ROLE_OPERATOR, nil); err != nil {
		return err
	}
	for i, c := range s.world.Couriers {
		if err := create("courier"+strconv.Itoa(i+1), c.Name, optionsv1.Role_ROLE_COURIER, nil); err != nil {
			return err
		}
	}
	return nil
}

// rights returns what a member of staff may do, and for which stores.
func (s *seeder) rights(v demo.Staff) (optionsv1.Role, []int64) {
	switch {
	case v.StoreKey != "":
		return optionsv1.Role_ROLE_MERCHANT, []int64{s.stores[v.StoreKey]}
	case v.MerchantKey != "":
		var stores []int64
		for _, st := range s.world.Stores {
			if st.MerchantKey == v.MerchantKey {
				stores = append(stores, s.stores[st.Key])
			}
		}
		return optionsv1.Role_ROLE_MERCHANT, stores
	}
	return optionsv1.Role_ROLE_OPERATOR, nil
}

// customers sign up by the simulated WeChat, as people do.
func (s *seeder) customers(ctx context.Context) error {
	if s.opts.WeixinSim == "" {
		return nil
	}
	auth, profile := userv1.NewAuthServiceClient(s.conn), userv1.NewProfileServiceClient(s.conn)
	for _, c := range s.world.Customers {
		code, err := s.code(ctx, "/sim/codes", map[string]string{"openid": c.OpenID})
		if err != nil {
			return fmt.Errorf("customer %s: %w", c.Key, err)
		}
		login, err := auth.LoginWechat(ctx, &userv1.LoginWechatRequest{Code: code, Device: "seed"})
		if err != nil {
			return fmt.Errorf("customer %s: %w", c.Key, err)
		}
		if login.GetUser().GetAgeConfirmed() {
			continue // seeded before
		}
		if err := s.settle(as(ctx, login.GetAccessToken()), profile, c); err != nil {
			return fmt.Errorf("customer %s: %w", c.Key, err)
		}
	}
	return nil
}

// settle completes a customer's account. The age is confirmed last: it marks the account as done.
func (s *seeder) settle(ctx context.Context, profile userv1.ProfileServiceClient, c demo.Customer) error {
	if _, err := profile.UpdateMe(ctx, &userv1.UpdateMeRequest{Nickname: &c.Nickname}); err != nil {
		return fmt.Errorf("profile: %w", err)
	}
	code, err := s.code(ctx, "/sim/phone-codes", map[string]string{"phone": c.Phone})
	if err != nil {
		return err
	}
	if _, err := profile.BindPhone(ctx, &userv1.BindPhoneRequest{Code: code}); err != nil {
		return fmt.Errorf("phone: %w", err)
	}
	for i, a := range c.Addresses {
		_, err := profile.CreateAddress(keyed(ctx, "address", c.Key, strconv.Itoa(i)), &userv1.CreateAddressRequest{Address: &userv1.Address{
			ContactName: c.Name, Phone: c.Phone, Province: "四川省", City: s.world.City, District: a.District, Street: a.Street + a.Place, Door: a.Door,
			Point: &userv1.Point{LatE6: int32(a.Point.LatE6), LngE6: int32(a.Point.LngE6)}, IsDefault: a.Default, Label: a.Label, //nolint:gosec // degrees
		}})
		if err != nil {
			return fmt.Errorf("address: %w", err)
		}
	}
	if _, err := profile.ConfirmAge(ctx, &userv1.ConfirmAgeRequest{Adult: true, NoticeVersion: "2026-11"}); err != nil {
		return fmt.Errorf("age: %w", err)
	}
	return nil
}

// maxAnswer bounds what a simulator may answer.
const maxAnswer = 64 << 10

// code asks the simulated WeChat for a code.
func (s *seeder) code(ctx context.Context, path string, of map[string]string) (string, error) {
	body, err := json.Marshal(of)
	if err != nil {
		return "", fmt.Errorf("encode: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(s.opts.WeixinSim, "/")+path, bytes.NewReader(body))
	if err != nil {
		return "", fmt.Errorf("simulator: %w", err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", fmt.Errorf("simulator: %w", err)
	}
	defer func() { _ = resp.Body.Close() }()
	var answer struct {
		Code string `json:"code"`
	}
	if err := json.NewDecoder(io.LimitReader(resp.Body, maxAnswer)).Decode(&answer); err != nil || answer.Code == "" {
		return "", fmt.Errorf("simulator: %s gave no code (%s)", path, resp.Status)
	}
	return answer.Code, nil
}

// Empty reports whether an installation has no catalogue yet.
func Empty(ctx context.Context, conn grpc.ClientConnInterface) (bool, error) {
	resp, err := productv1.NewCatalogServiceClient(conn).ListCategories(ctx, &productv1.ListCategoriesRequest{})
	if err != nil {
		return false, fmt.Errorf("look for a catalogue: %w", err)
	}
	return len(resp.GetCategories()) == 0, nil
}
