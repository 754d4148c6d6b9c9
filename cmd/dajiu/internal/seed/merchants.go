package seed

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"dajiu/demo"
	merchantv1 "dajiu/gen/go/dajiu/merchant/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
)

// reviewer is the operator who approves what the one who seeds applies for: two people.
const reviewer = "service"

// merchants takes the city's companies through their applications, and leaves one that waits for review, one that was returned,
// and one of which a licence ends soon.
func (s *seeder) merchants(ctx context.Context) error {
	login, err := userv1.NewAuthServiceClient(s.conn).LoginStaff(ctx, &userv1.LoginStaffRequest{Username: reviewer, Password: s.opts.Password, Device: "seed"})
	if err != nil {
		return fmt.Errorf("log in as %s: %w", reviewer, err)
	}
	review := as(ctx, login.GetAccessToken())
	desk := merchantv1.NewOnboardingServiceClient(s.conn)
	for i, m := range s.world.Merchants {
		a, err := s.apply(ctx, desk, m, i)
		if err != nil {
			return fmt.Errorf("merchant %s: %w", m.Key, err)
		}
		if a.GetState() != merchantv1.ApplicationState_APPLICATION_STATE_SUBMITTED {
			continue // seeded before
		}
		if _, err := desk.ApproveApplication(review, &merchantv1.ActOnApplicationRequest{ApplicationId: a.GetApplicationId()}); err != nil {
			return fmt.Errorf("approve merchant %s: %w", m.Key, err)
		}
	}
	return s.applicants(ctx, review, desk)
}

// apply makes an application for a merchant and hands it in; seeding again finds it as it is.
func (s *seeder) apply(ctx context.Context, desk merchantv1.OnboardingServiceClient, m demo.Merchant, i int) (*merchantv1.Application, error) {
	facts, err := s.facts(m, i)
	if err != nil {
		return nil, err
	}
	req := &merchantv1.CreateApplicationRequest{Facts: facts, Confidential: &merchantv1.Confidential{
		ContactName: m.Legal, ContactPhone: m.Phone, AccountName: m.Name, AccountBank: "中国工商银行成都分行", AccountNumber: fmt.Sprintf("62220244020%08d", i+1),
	}}
	return s.handIn(ctx, desk, m.Key, req)
}

func (s *seeder) handIn(ctx context.Context, desk merchantv1.OnboardingServiceClient, key string, req *merchantv1.CreateApplicationRequest) (*merchantv1.Application, error) {
	a, err := desk.CreateApplication(keyed(ctx, "application", key), req)
	if err != nil || a.GetState() != merchantv1.ApplicationState_APPLICATION_STATE_DRAFT {
		return a, err
	}
	return desk.SubmitApplication(ctx, &merchantv1.ActOnApplicationRequest{ApplicationId: a.GetApplicationId()})
}

// endsSoon is in how many days the first merchant's liquor filing ends.
const endsSoon = 20

func (s *seeder) facts(m demo.Merchant, i int) (*merchantv1.Facts, error) {
	paper, err := s.paper(m.Key, "营业执照", m.Name, m.LicenceNo)
	if err != nil {
		return nil, err
	}
	facts := &merchantv1.Facts{
		CompanyName: m.Name, CreditCode: m.LicenceNo, LegalPerson: m.Legal, MerchantCode: m.Key, Business: &merchantv1.Licence{Number: m.LicenceNo, PictureUrl: paper},
	}
	for _, st := range s.world.Stores {
		if st.MerchantKey != m.Key {
			continue
		}
		ends, err := time.Parse(time.DateOnly, st.LicenceExpiry)
		if err != nil {
			return nil, fmt.Errorf("store %s: %w", st.Key, err)
		}
		food, err := s.paper(st.Key, "食品经营许可证", st.Name, st.FoodLicence)
		if err != nil {
			return nil, err
		}
		liquor := ends
		if i == 0 && len(facts.GetOutlets()) == 0 {
			liquor = time.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, endsSoon) //nolint:forbidigo // as far from today as it says
		}
		facts.Outlets = append(facts.Outlets, &merchantv1.Outlet{
			Code: st.Key, Name: st.Name, Address: st.Address, LatE6: int32(st.Point.LatE6), LngE6: int32(st.Point.LngE6), Region: st.Region, Phone: st.Phone, //nolint:gosec // degrees
			Food:   &merchantv1.Licence{Number: st.FoodLicence, PictureUrl: food, ExpireTime: timestamppb.New(ends)},
			Liquor: &merchantv1.Licence{Number: st.LiquorLicence, ExpireTime: timestamppb.New(liquor)},
		})
	}
	return facts, nil
}

// applicants are companies that are not merchants yet: one waits, one was returned.
func (s *seeder) applicants(ctx, review context.Context, desk merchantv1.OnboardingServiceClient) error {
	for i, c := range demo.Applicants() {
		facts, err := s.applicantFacts(c)
		if err != nil {
			return err
		}
		a, err := s.handIn(ctx, desk, c.Key, &merchantv1.CreateApplicationRequest{Facts: facts, Confidential: &merchantv1.Confidential{
			ContactName: c.Legal, ContactPhone: c.Phone, AccountName: c.Name, AccountBank: "中国建设银行成都分行", AccountNumber: fmt.Sprintf("62170038100%08d", i+1),
		}})
		if err != nil {
			return fmt.Errorf("applicant %s: %w", c.Key, err)
		}
		if c.Complaint == "" || a.GetState() != merchantv1.ApplicationState_APPLICATION_STATE_SUBMITTED {
			continue
		}
		_, err = desk.ReturnApplication(review, &merchantv1.ReturnApplicationRequest{
			ApplicationId: a.GetApplicationId(), Fields: []*merchantv1.FieldReason{{Path: "facts.business.pictureUrl", Reason: c.Complaint}},
		})
		if err != nil {
			return fmt.Errorf("return applicant %s: %w", c.Key, err)
		}
	}
	return nil
}

func (s *seeder) applicantFacts(c demo.Applicant) (*merchantv1.Facts, error) {
	paper, err := s.paper(c.Key, "营业执照", c.Name, c.LicenceNo)
	if err != nil {
		return nil, err
	}
	ends := timestamppb.New(time.Now().UTC().Truncate(24*time.Hour).AddDate(3, 0, 0)) //nolint:forbidigo // as far from today as it says
	return &merchantv1.Facts{
		CompanyName: c.Name, CreditCode: c.LicenceNo, LegalPerson: c.Legal, Business: &merchantv1.Licence{Number: c.LicenceNo, PictureUrl: paper},
		Outlets: []*merchantv1.Outlet{{
			Code: c.Key, Name: c.Store, Address: c.Address, LatE6: int32(c.Point.LatE6), LngE6: int32(c.Point.LngE6), Region: c.Region, Phone: c.Phone, //nolint:gosec // degrees
			Food: &merchantv1.Licence{Number: c.FoodLicence, PictureUrl: paper, ExpireTime: ends}, Liquor: &merchantv1.Licence{Number: "川酒零备2026" + c.Key[len(c.Key)-2:], ExpireTime: ends},
		}},
	}, nil
}

// paper draws a licence that says that it is none.
func (s *seeder) paper(key, title, name, number string) (url string, err error) {
	file := key + "-" + map[string]string{"营业执照": "business", "食品经营许可证": "food"}[title] + ".svg"
	drawing := strings.NewReplacer("TITLE", title, "NAME", name, "NUMBER", number).Replace(
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 300"><rect width="420" height="300" fill="#fdf6e3" stroke="#b58900" stroke-width="8"/>` +
			`<text x="210" y="80" font-size="34" text-anchor="middle" fill="#8a1f11" font-family="serif">TITLE</text>` +
			`<text x="40" y="150" font-size="18">名称 NAME</text><text x="40" y="190" font-size="18">编号 NUMBER</text>` +
			`<text x="210" y="265" font-size="20" text-anchor="middle" fill="#999">演示样张 非真实证照</text></svg>`)
	folder := filepath.Join(s.opts.Media, "l")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err //nolint:wrapcheck // os names operation and path
	}
	if err := os.WriteFile(filepath.Join(folder, file), []byte(drawing), 0o600); err != nil {
		return "", err //nolint:wrapcheck // os names operation and path
	}
	return "/media/l/" + file, nil
}
