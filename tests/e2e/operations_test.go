package e2e

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// TestOperationsAnswerForEachServiceInBothWaysOfCalling asks every service how it runs, in process and over the network.
func TestOperationsAnswerForEachServiceInBothWaysOfCalling(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"inproc", "tcp"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			s := harness.Start(t, harness.Options{Set: map[string]string{"rpc.mode": mode}})
			sh := openShop(t, s)
			names, _ := sh.operator.Get("/v1/admin/operations").At("services").([]any)
			require.Len(t, names, 9)
			for _, name := range names {
				status := sh.operator.Get("/v1/admin/operations/" + name.(string))
				require.Equal(t, name, status.Text("service"))
				require.Empty(t, sh.operator.Get("/v1/admin/operations/"+name.(string)+"/dead-letters").List("deadLetters"))
			}
			sh.operator.Post("/v1/admin/operations/user/jobs:run", harness.JSON{"job": "sessions"})
			eventually(t, func() bool {
				for _, job := range sh.operator.Get("/v1/admin/operations/user").List("jobs") {
					if job.Text("name") == "sessions" && job.Text("lastRunTime") != "" {
						return true
					}
				}
				return false
			})
			sh.operator.Refused(http.StatusNotFound, "OPERATIONS_JOB_UNKNOWN", http.MethodPost, "/v1/admin/operations/user/jobs:run", harness.JSON{"job": "no such"}, "")
			sh.operator.Refused(http.StatusNotFound, "OPERATIONS_SERVICE_UNKNOWN", http.MethodGet, "/v1/admin/operations/nowhere", nil, "")
			sh.operator.Refused(http.StatusNotFound, "DEAD_LETTER_NOT_FOUND", http.MethodPost, "/v1/admin/operations/order/dead-letters/7:replay", harness.JSON{}, "")
			sh.operator.Refused(http.StatusNotFound, "DEAD_LETTER_NOT_FOUND", http.MethodPost, "/v1/admin/operations/order/dead-letters/7:discard", harness.JSON{"reason": "x"}, "")
			s.Staff(sh.clerk()).Refused(http.StatusForbidden, "PERMISSION_DENIED", http.MethodGet, "/v1/admin/operations/user", nil, "")
		})
	}
}
