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

// Register serves the analytics API.
func Register(server grpc.ServiceRegistrar, figures *app.Figures) {
	analyticsv1.RegisterAnalyticsServiceServer(server, &figuresServer{figures: figures})
}
