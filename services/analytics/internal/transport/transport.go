// Package transport is how the world reaches figures: gRPC handlers, the events that feed them, and the adapters to other
// services.
//
// It guarantees that what is asked is converted before anything else sees it, and that a call's reach comes from the verified caller.
//
// It decides nothing. Start with [Register] and [Subscribe].
package transport

import (
	"google.golang.org/grpc"

	analyticsv1 "dajiu/gen/go/dajiu/analytics/v1"
	"dajiu/services/analytics/internal/app"
)

// Parts is what the handlers work with.
type Parts struct {
	Figures *app.Figures
	Reports *app.Reports
	Alerts  *app.Alerts
	Exports *app.Exports
	Lists   *Lists
}

// Register serves the analytics API.
func Register(server grpc.ServiceRegistrar, p Parts) {
	analyticsv1.RegisterAnalyticsServiceServer(server, &figuresServer{figures: p.Figures})
	analyticsv1.RegisterReportServiceServer(server, &reportServer{reports: p.Reports})
	analyticsv1.RegisterAlertServiceServer(server, &alertServer{alerts: p.Alerts})
	analyticsv1.RegisterExportServiceServer(server, &exportServer{exports: p.Exports, lists: p.Lists})
}
