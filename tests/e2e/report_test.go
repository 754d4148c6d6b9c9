package e2e

import (
	"maps"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// TestReportFigures follows two orders into the figures, and asks for them as different people.
func TestReportFigures(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	b := sh.buyer("figures-" + uuid.NewString())
	first := sh.place(b, "PAY_METHOD_ON_DELIVERY", "FULFILMENT_INSTANT")
	second := sh.place(b, "PAY_METHOD_WECHAT", "FULFILMENT_INSTANT")
	sh.act(first, "accept")
	gmv := first.Int("payableAmount")
	dashboard := func() harness.JSON { return sh.operator.Get("/v1/admin/dashboard") }
	eventually(t, func() bool {
		d := dashboard()
		return d.Int("today.placed") == 2 && d.Int("today.confirmed") == 1 && d.Int("today.gmv") == gmv && d.Int("today.newCustomers") == 1
	})
	d := dashboard()
	require.Len(t, d.List("minutes"), 60)
	require.Equal(t, strconv.FormatInt(sh.store, 10), d.Text("topStores.0.id"))
	require.NotEmpty(t, d.Text("topProducts.0.name"))
	eventually(t, func() bool {
		states := map[string]int64{}
		for _, st := range dashboard().List("states") {
			states[st.Text("state")] = st.Int("orders")
		}
		return maps.Equal(states, map[string]int64{"ORDER_STATE_ACCEPTED": 1, "ORDER_STATE_PENDING_PAYMENT": 1})
	})
	b.Post("/v1/orders/"+second.Text("orderId")+":cancel", harness.JSON{})
	eventually(t, func() bool { return dashboard().Int("today.cancelled") == 1 })

	ask := func(c *harness.Client, path string, d harness.JSON) harness.JSON {
		return c.Post(path, harness.JSON{"definition": d})
	}
	byStore := harness.JSON{"measures": []string{"MEASURE_GMV", "MEASURE_CONVERSION"}, "dimensions": []string{"DIMENSION_STORE"}, "period": "PERIOD_TODAY"}
	answer := ask(sh.operator, "/v1/admin/reports:query", byStore)
	require.Equal(t, []any{strconv.FormatInt(gmv, 10), "5000"}, answer.At("totals"))
	require.NotEmpty(t, answer.Text("rows.0.labels.0"))
	goods := ask(sh.operator, "/v1/admin/reports:query", harness.JSON{
		"measures": []string{"MEASURE_GOODS_AMOUNT", "MEASURE_GOODS_PIECES"}, "dimensions": []string{"DIMENSION_CATEGORY", "DIMENSION_PRODUCT"}, "period": "PERIOD_TODAY",
	})
	require.NotContains(t, goods.Text("rows.0.labels.0"), "未知")
	require.Equal(t, first.Int("goodsAmount"), goods.Int("totals.0"))

	// Who reaches other stores is told nothing of these.
	stranger, _ := sh.colleague([]string{"analytics.dashboard.read", "analytics.report.query"}, harness.JSON{"scope": "DATA_SCOPE_REGION", "ids": []string{"110101"}})
	require.Zero(t, stranger.Get("/v1/admin/dashboard").Int("today.placed"))
	require.Empty(t, ask(stranger, "/v1/admin/reports:query", byStore).List("rows"))
	clerk := s.Staff(sh.clerk())
	require.EqualValues(t, 2, clerk.Get(sh.path("/dashboard")).Int("today.placed"))
	require.Len(t, ask(clerk, sh.path("/reports:query"), byStore).List("rows"), 1)
	other := s.Staff(clerkElsewhere(t, sh))
	other.Refused(http.StatusForbidden, "OUT_OF_SCOPE", http.MethodGet, sh.path("/dashboard"), nil, "")

	refused := sh.operator.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPost, "/v1/admin/reports:query",
		harness.JSON{"definition": harness.JSON{"measures": []string{"MEASURE_GMV", "MEASURE_GOODS_PIECES"}, "period": "PERIOD_TODAY"}}, "")
	require.Equal(t, "definition.measures[1]", refused.Text("error.fields.0.field"), "%v", refused)

	t.Run("reports are kept, shared and changed by their owner", func(t *testing.T) { keptReports(t, sh, clerk, byStore) })
	t.Run("an alert opens once and is acknowledged", func(t *testing.T) { alertRules(t, sh) })
	b.Post("/v1/orders/"+first.Text("orderId")+":cancel", harness.JSON{}) // else a courier is looked for without end
	settleAndCheck(t, s)
}

func keptReports(t *testing.T, sh *shop, clerk *harness.Client, d harness.JSON) {
	body := harness.JSON{"name": "各店成交", "definition": d, "shared": true, "schedule": harness.JSON{"frequency": "FREQUENCY_WEEKLY", "hour": 9, "day": 1}}
	key := harness.NewKey()
	_, made := sh.operator.Call(http.MethodPost, "/v1/admin/reports", body, key)
	_, again := sh.operator.Call(http.MethodPost, "/v1/admin/reports", body, key)
	require.Equal(t, made.Text("reportId"), again.Text("reportId"))
	next, err := time.Parse(time.RFC3339, made.Text("nextRunTime"))
	require.NoError(t, err)
	require.Equal(t, time.Monday, next.Add(8*time.Hour).Weekday())
	require.Equal(t, made.Text("reportId"), clerk.Get("/v1/admin/reports?shared=true").Text("reports.0.reportId"))
	require.Empty(t, clerk.Get("/v1/admin/reports").List("reports"))
	path := "/v1/admin/reports/" + made.Text("reportId")
	body["version"], body["name"] = made.Text("version"), "各店成交额"
	clerk.Refused(http.StatusNotFound, "ANALYTICS_REPORT_NOT_FOUND", http.MethodPut, path, body, "")
	require.Equal(t, "各店成交额", sh.operator.Put(path, body).Text("name"))
	sh.operator.Refused(http.StatusConflict, "ANALYTICS_VERSION_CONFLICT", http.MethodPut, path, body, "")
	sh.operator.Delete(path)
	require.Empty(t, sh.operator.Get("/v1/admin/reports").List("reports"))
}

func alertRules(t *testing.T, sh *shop) {
	rules := sh.operator.Get("/v1/admin/alert-rules").List("rules")
	require.Len(t, rules, 4, "what every installation watches")
	made := sh.operator.Post("/v1/admin/alert-rules", harness.JSON{
		"name": "没有订单", "measure": "MEASURE_PLACED", "windowMinutes": 30, "comparison": "COMPARISON_BELOW", "threshold": "1", "perStore": false, "enabled": true,
	})
	rule := harness.JSON{"name": "改名", "measure": "MEASURE_PLACED", "windowMinutes": 30, "comparison": "COMPARISON_BELOW", "threshold": "1"}
	path := "/v1/admin/alert-rules/" + made.Text("ruleId")
	require.Equal(t, "改名", sh.operator.Put(path, harness.JSON{"rule": rule, "version": "1"}).Text("name"))
	sh.operator.Refused(http.StatusConflict, "ANALYTICS_VERSION_CONFLICT", http.MethodPut, path, harness.JSON{"rule": rule, "version": "1"}, "")
	rule["measure"] = "MEASURE_GOODS_PIECES"
	sh.operator.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPut, path, harness.JSON{"rule": rule, "version": "2"}, "")
	sh.operator.Refused(http.StatusNotFound, "ANALYTICS_ALERT_NOT_FOUND", http.MethodPost, "/v1/admin/alerts/5:acknowledge", harness.JSON{}, "")
	sh.operator.Delete(path)
	require.Len(t, sh.operator.Get("/v1/admin/alert-rules").List("rules"), 4)
}

// TestExportIsReadAsThePerson exports lists as different people, and takes their rights away in between.
func TestExportIsReadAsThePerson(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	export := func(c *harness.Client, source, query, format string, columns ...harness.JSON) harness.JSON {
		return c.Post("/v1/admin/exports", harness.JSON{"source": source, "query": query, "format": format, "fileName": "员工 名单", "columns": columns})
	}
	done := func(c *harness.Client, made harness.JSON) harness.JSON {
		var x harness.JSON
		eventually(t, func() bool {
			x = c.Get("/v1/admin/exports/" + made.Text("exportId"))
			return x.Text("state") != "EXPORT_STATE_QUEUED" && x.Text("state") != "EXPORT_STATE_RUNNING"
		})
		return x
	}
	file := func(c *harness.Client, x harness.JSON) (int, http.Header, string) {
		status, header, body := c.Raw(http.MethodGet, "/v1/admin/exports/"+x.Text("exportId")+"/file", nil, nil)
		return status, header, string(body)
	}
	names := harness.JSON{"path": "username", "title": "账号", "kind": "CELL_KIND_TEXT"}
	roles := harness.JSON{"path": "roles", "title": "身份", "kind": "CELL_KIND_TEXT", "labels": harness.JSON{"ROLE_OPERATOR": "平台运营"}}

	x := done(sh.operator, export(sh.operator, "user.staff.list", "{}", "EXPORT_FORMAT_CSV", names, roles))
	require.Equal(t, "EXPORT_STATE_DONE", x.Text("state"), "%v", x)
	all := x.Int("rows")
	status, header, body := file(sh.operator, x)
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, "no-store", header.Get("Cache-Control"))
	require.Contains(t, header.Get("Content-Disposition"), "filename*=UTF-8''%E5%91%98%E5%B7%A5%20%E5%90%8D%E5%8D%95.csv")
	lines := strings.Split(strings.TrimSpace(body), "\n")
	require.Equal(t, "\ufeff账号,身份", lines[0])
	require.EqualValues(t, all, len(lines)-1)
	require.Contains(t, body, "平台运营")
	eventually(t, func() bool {
		return len(sh.operator.Get("/v1/admin/audit?filter.permission=analytics.export.create").List("entries")) == 1
	})
	eventually(t, func() bool { return sh.operator.Get("/v1/me/messages").Text("messages.0.kind") == "EXPORT_READY" })

	// An operator of a region gets those of their stores alone, and nobody gets another's file.
	district := s.Anonymous().Get("/v1/stores/" + strconv.FormatInt(sh.store, 10)).Text("region")
	may := []string{"user.staff.list", "analytics.export.create", "analytics.export.read", "analytics.export.download", "analytics.export.list", "analytics.export.cancel"}
	if district == "" {
		district = strconv.FormatInt(s.Anonymous().Get("/v1/stores/"+strconv.FormatInt(sh.store, 10)).Int("region"), 10)
	}
	regional, role := sh.colleague(may, harness.JSON{"scope": "DATA_SCOPE_REGION", "ids": []string{district}})
	y := done(regional, export(regional, "user.staff.list", "", "EXPORT_FORMAT_XLSX", names))
	require.Equal(t, "EXPORT_STATE_DONE", y.Text("state"), "%v", y)
	require.Less(t, y.Int("rows"), all)
	require.Positive(t, y.Int("rows"))
	status, _, body = file(regional, y)
	require.Equal(t, http.StatusOK, status)
	require.True(t, strings.HasPrefix(body, "PK"))
	status, _, body = file(regional, x)
	require.Equal(t, http.StatusNotFound, status, body)

	// What they may not read they cannot export; what only writes, or reveals, is no list.
	z := done(regional, export(regional, "payment.payment.list", "{}", "EXPORT_FORMAT_CSV", names))
	require.Equal(t, []string{"EXPORT_STATE_FAILED", "PERMISSION_DENIED"}, []string{z.Text("state"), z.Text("failureReason")})
	for _, source := range []string{"user.staff.create", "user.reveal.phone", "nothing"} {
		sh.operator.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPost, "/v1/admin/exports",
			harness.JSON{"source": source, "query": "{}", "format": "EXPORT_FORMAT_CSV", "fileName": "x", "columns": []harness.JSON{names}}, harness.NewKey())
	}
	sh.operator.Refused(http.StatusBadRequest, "INVALID_ARGUMENT", http.MethodPost, "/v1/admin/exports",
		harness.JSON{"source": "user.staff.list", "query": "{\"nonsense\": 1}", "format": "EXPORT_FORMAT_CSV", "fileName": "x", "columns": []harness.JSON{names}}, harness.NewKey())

	// A right that was taken away is gone for exports, too.
	edited := harness.JSON{"kind": "ROLE_OPERATOR", "name": role.Text("name"), "permissions": may[1:], "version": role.Text("version")}
	sh.operator.Put("/v1/admin/roles/"+role.Text("roleId"), edited)
	eventually(t, func() bool {
		return done(regional, export(regional, "user.staff.list", "", "EXPORT_FORMAT_CSV", names)).Text("failureReason") == "PERMISSION_DENIED"
	})
	require.Equal(t, "EXPORT_STATE_DONE", sh.operator.Post("/v1/admin/exports/"+x.Text("exportId")+":cancel", harness.JSON{}).Text("state"))
}
