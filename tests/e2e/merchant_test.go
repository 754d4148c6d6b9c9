package e2e

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// creditCode invents a credit code that checks.
func creditCode() string {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	body := "91510107MA"
	for _, b := range []byte(uuid.NewString()[:7]) {
		body += string(alphabet[int(b)%31])
	}
	sum, weight := 0, 1
	for i := range body {
		for v := range alphabet {
			if alphabet[v] == body[i] {
				sum += v * weight
			}
		}
		weight = weight * 3 % 31
	}
	return body + string(alphabet[(31-sum%31)%31])
}

func applying(credit string, expires time.Time) harness.JSON {
	paper := func(number string) harness.JSON {
		return harness.JSON{"number": number, "pictureUrl": "/media/l/x.svg", "expireTime": expires.UTC().Format(time.RFC3339)}
	}
	return harness.JSON{
		"facts": harness.JSON{
			"companyName": "测试酒业" + credit[10:], "creditCode": credit, "legalPerson": "王小明", "business": paper(credit),
			"outlets": []harness.JSON{{
				"name": "测试店", "address": "武侯区科华北路 1 号", "latE6": 30650000, "lngE6": 104060000, "region": 510107, "phone": "02888880000",
				"food": paper("JY15101079000028"), "liquor": paper("川酒零备1"),
			}},
		},
		"confidential": harness.JSON{"contactName": "李雷", "contactPhone": "13800138000", "accountName": "测试酒业", "accountBank": "工行", "accountNumber": "6222020000001234"},
	}
}

func TestMerchantIsOnboardedByTwoPeople(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	second := s.Staff("service")
	const path = "/v1/merchant-applications"
	credit := creditCode()

	bad := applying(credit, time.Now().AddDate(1, 0, 0))
	bad["facts"].(harness.JSON)["creditCode"] = credit[:17] + "I"
	draft := sh.operator.Post(path, bad)
	one := path + "/" + draft.Text("applicationId")
	status, answer := sh.operator.Call(http.MethodPost, one+":submit", harness.JSON{}, "")
	require.Equal(t, http.StatusBadRequest, status)
	require.Equal(t, "MERCHANT_INCOMPLETE", answer.Text("error.reason"))
	require.Equal(t, "facts.creditCode", answer.List("error.fields")[0].Text("field"))

	good := applying(credit, time.Now().AddDate(1, 0, 0))
	good["version"] = draft.Text("version")
	sh.operator.Put(one, good)
	sh.operator.Refused(http.StatusConflict, "MERCHANT_VERSION_CONFLICT", http.MethodPut, one, good, "")
	sh.operator.Post(one+":submit", harness.JSON{})
	sh.operator.Refused(http.StatusForbidden, "MERCHANT_OWN_APPLICATION", http.MethodPost, one+":approve", harness.JSON{}, "")

	shown := second.Get(one)
	require.Equal(t, "138****8000", shown.Text("confidential.contactPhone"), "masked")
	require.Equal(t, "13800138000", second.Post(one+":reveal", harness.JSON{"reason": "核实"}).Text("contactPhone"), "revealed on record")
	second.Post(one+":return", harness.JSON{"fields": []harness.JSON{{"path": "facts.business.pictureUrl", "reason": "看不清"}}})
	sh.operator.Post(one+":submit", harness.JSON{})
	second.Post(one+":approve", harness.JSON{})

	var merchant string
	eventually(t, func() bool {
		a := second.Get(one)
		merchant = a.Text("merchantId")
		return a.Text("state") == "APPLICATION_STATE_OPENED"
	})
	m := second.Get("/v1/admin/merchants/" + merchant)
	require.Len(t, m.List("licences"), 3)
	store := m.List("facts.outlets")[0].Text("storeId")
	st := second.Get("/v1/admin/stores/" + store)
	require.Equal(t, "STORE_STATE_TAKING", st.Text("state"))
	require.Equal(t, m.Text("name"), st.Text("merchantName"))
	eventually(t, func() bool {
		for _, msg := range sh.operator.Get("/v1/me/messages").List("messages") {
			if msg.Text("title") == "入驻申请已开通" {
				return true
			}
		}
		return false
	})

	second.Post("/v1/admin/merchants/"+merchant+":suspend", harness.JSON{"reason": "查处"})
	eventually(t, func() bool { return second.Get("/v1/admin/stores/"+store).Text("state") == "STORE_STATE_SUSPENDED" })
	second.Post("/v1/admin/merchants/"+merchant+":resume", harness.JSON{"reason": "整改完成"})
	eventually(t, func() bool { return second.Get("/v1/admin/stores/"+store).Text("state") == "STORE_STATE_TAKING" })
}

func TestMerchantsAndTheirApplicationsAreThoseOfTheirRegion(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	made := sh.operator.Post("/v1/merchant-applications", applying(creditCode(), time.Now().AddDate(1, 0, 0)))
	one := "/v1/merchant-applications/" + made.Text("applicationId")
	all := []string{
		"merchant.application.list", "merchant.application.read", "merchant.application.approve", "merchant.merchant.list", "product.store.list", "product.store.read",
	}
	here, _ := sh.colleague(all, harness.JSON{"scope": "DATA_SCOPE_REGION", "ids": []string{"510100"}})
	elsewhere, _ := sh.colleague(all, harness.JSON{"scope": "DATA_SCOPE_REGION", "ids": []string{"110101"}})
	here.Get(one)
	elsewhere.Refused(http.StatusNotFound, "MERCHANT_APPLICATION_NOT_FOUND", http.MethodGet, one, nil, "")
	require.NotEmpty(t, here.Get("/v1/admin/stores").List("stores"))
	require.Empty(t, elsewhere.Get("/v1/admin/stores").List("stores"))
	require.Empty(t, elsewhere.Get("/v1/merchant-applications").List("applications"))
	elsewhere.Refused(http.StatusForbidden, "OUT_OF_SCOPE", http.MethodGet, "/v1/admin/stores/"+strconv.FormatInt(sh.store, 10), nil, "")
	clerk := s.Staff(sh.clerk())
	clerk.Refused(http.StatusNotFound, "MERCHANT_APPLICATION_NOT_FOUND", http.MethodGet, one, nil, "")
}
