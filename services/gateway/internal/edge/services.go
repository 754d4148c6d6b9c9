package edge

import (
	"context"
	"slices"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"

	analyticsv1 "dajiu/gen/go/dajiu/analytics/v1"
	deliveryv1 "dajiu/gen/go/dajiu/delivery/v1"
	inventoryv1 "dajiu/gen/go/dajiu/inventory/v1"
	merchantv1 "dajiu/gen/go/dajiu/merchant/v1"
	messagev1 "dajiu/gen/go/dajiu/message/v1"
	operationsv1 "dajiu/gen/go/dajiu/operations/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	productv1 "dajiu/gen/go/dajiu/product/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/authz"
)

// registration is a service that is reached by REST.
type registration struct {
	service  grpc.ServiceDesc
	register func(context.Context, *runtime.ServeMux, grpc.ClientConnInterface) error
}

func registrations() []registration {
	return slices.Concat(peopleRegistrations(), tradeRegistrations(), wayRegistrations(), businessRegistrations(), figuresRegistrations())
}

// figuresRegistrations are those of what the business adds up to.
func figuresRegistrations() []registration {
	return []registration{
		{analyticsv1.AnalyticsService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return analyticsv1.RegisterAnalyticsServiceHandlerClient(ctx, m, analyticsv1.NewAnalyticsServiceClient(c))
		}},
		{analyticsv1.ReportService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return analyticsv1.RegisterReportServiceHandlerClient(ctx, m, analyticsv1.NewReportServiceClient(c))
		}},
		{analyticsv1.AlertService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return analyticsv1.RegisterAlertServiceHandlerClient(ctx, m, analyticsv1.NewAlertServiceClient(c))
		}},
		{analyticsv1.ExportService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return analyticsv1.RegisterExportServiceHandlerClient(ctx, m, analyticsv1.NewExportServiceClient(c))
		}},
	}
}

// businessRegistrations are those of who trades here, and how the platform runs.
func businessRegistrations() []registration {
	return []registration{
		{merchantv1.OnboardingService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return merchantv1.RegisterOnboardingServiceHandlerClient(ctx, m, merchantv1.NewOnboardingServiceClient(c))
		}},
		{merchantv1.MerchantService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return merchantv1.RegisterMerchantServiceHandlerClient(ctx, m, merchantv1.NewMerchantServiceClient(c))
		}},
		{operationsv1.OperationsService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return operationsv1.RegisterOperationsServiceHandlerClient(ctx, m, operationsv1.NewOperationsServiceClient(c))
		}},
	}
}

// peopleRegistrations are those of who people are and what they may do.
func peopleRegistrations() []registration {
	return []registration{
		{userv1.AuthService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return userv1.RegisterAuthServiceHandlerClient(ctx, m, userv1.NewAuthServiceClient(c))
		}},
		{userv1.ProfileService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return userv1.RegisterProfileServiceHandlerClient(ctx, m, userv1.NewProfileServiceClient(c))
		}},
		{userv1.StaffService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return userv1.RegisterStaffServiceHandlerClient(ctx, m, userv1.NewStaffServiceClient(c))
		}},
		{userv1.RoleService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return userv1.RegisterRoleServiceHandlerClient(ctx, m, userv1.NewRoleServiceClient(c))
		}},
		{userv1.SecurityService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return userv1.RegisterSecurityServiceHandlerClient(ctx, m, userv1.NewSecurityServiceClient(c))
		}},
		{userv1.SettingsService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return userv1.RegisterSettingsServiceHandlerClient(ctx, m, userv1.NewSettingsServiceClient(c))
		}},
		{userv1.AuditService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return userv1.RegisterAuditServiceHandlerClient(ctx, m, userv1.NewAuditServiceClient(c))
		}},
		{userv1.PrivacyService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return userv1.RegisterPrivacyServiceHandlerClient(ctx, m, userv1.NewPrivacyServiceClient(c))
		}},
		{userv1.RevealService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return userv1.RegisterRevealServiceHandlerClient(ctx, m, userv1.NewRevealServiceClient(c))
		}},
		{userv1.AccountService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return userv1.RegisterAccountServiceHandlerClient(ctx, m, userv1.NewAccountServiceClient(c))
		}},
		{userv1.CustomerService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return userv1.RegisterCustomerServiceHandlerClient(ctx, m, userv1.NewCustomerServiceClient(c))
		}},
		{userv1.OpenIDService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return userv1.RegisterOpenIDServiceHandlerClient(ctx, m, userv1.NewOpenIDServiceClient(c))
		}},
		{userv1.OpenIDProviderService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return userv1.RegisterOpenIDProviderServiceHandlerClient(ctx, m, userv1.NewOpenIDProviderServiceClient(c))
		}},
		{userv1.OpenIDClientService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return userv1.RegisterOpenIDClientServiceHandlerClient(ctx, m, userv1.NewOpenIDClientServiceClient(c))
		}},
	}
}

// tradeRegistrations are those of what is sold, stocked, ordered and paid.
func tradeRegistrations() []registration {
	return []registration{
		{productv1.CatalogService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return productv1.RegisterCatalogServiceHandlerClient(ctx, m, productv1.NewCatalogServiceClient(c))
		}},
		{productv1.StoreAdminService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return productv1.RegisterStoreAdminServiceHandlerClient(ctx, m, productv1.NewStoreAdminServiceClient(c))
		}},
		{productv1.StoreOperatorService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return productv1.RegisterStoreOperatorServiceHandlerClient(ctx, m, productv1.NewStoreOperatorServiceClient(c))
		}},
		{productv1.MediaService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return productv1.RegisterMediaServiceHandlerClient(ctx, m, productv1.NewMediaServiceClient(c))
		}},
		{productv1.CatalogAdminService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return productv1.RegisterCatalogAdminServiceHandlerClient(ctx, m, productv1.NewCatalogAdminServiceClient(c))
		}},
		{productv1.ProductAdminService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return productv1.RegisterProductAdminServiceHandlerClient(ctx, m, productv1.NewProductAdminServiceClient(c))
		}},
		{productv1.StoreProductService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return productv1.RegisterStoreProductServiceHandlerClient(ctx, m, productv1.NewStoreProductServiceClient(c))
		}},
		{productv1.TaxonomyAdminService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return productv1.RegisterTaxonomyAdminServiceHandlerClient(ctx, m, productv1.NewTaxonomyAdminServiceClient(c))
		}},
		{productv1.ProductImportService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return productv1.RegisterProductImportServiceHandlerClient(ctx, m, productv1.NewProductImportServiceClient(c))
		}},
		{inventoryv1.StockService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return inventoryv1.RegisterStockServiceHandlerClient(ctx, m, inventoryv1.NewStockServiceClient(c))
		}},
		{inventoryv1.StockAdminService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return inventoryv1.RegisterStockAdminServiceHandlerClient(ctx, m, inventoryv1.NewStockAdminServiceClient(c))
		}},
		{inventoryv1.CountSheetService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return inventoryv1.RegisterCountSheetServiceHandlerClient(ctx, m, inventoryv1.NewCountSheetServiceClient(c))
		}},
	}
}

// wayRegistrations are those of what is brought, and of what people are told.
func wayRegistrations() []registration {
	return []registration{
		{deliveryv1.DeliveryAdminService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return deliveryv1.RegisterDeliveryAdminServiceHandlerClient(ctx, m, deliveryv1.NewDeliveryAdminServiceClient(c))
		}},
		{orderv1.CartService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return orderv1.RegisterCartServiceHandlerClient(ctx, m, orderv1.NewCartServiceClient(c))
		}},
		{orderv1.OrderService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return orderv1.RegisterOrderServiceHandlerClient(ctx, m, orderv1.NewOrderServiceClient(c))
		}},
		{orderv1.StoreOrderService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return orderv1.RegisterStoreOrderServiceHandlerClient(ctx, m, orderv1.NewStoreOrderServiceClient(c))
		}},
		{orderv1.OrderAdminService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return orderv1.RegisterOrderAdminServiceHandlerClient(ctx, m, orderv1.NewOrderAdminServiceClient(c))
		}},
		{paymentv1.PaymentService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return paymentv1.RegisterPaymentServiceHandlerClient(ctx, m, paymentv1.NewPaymentServiceClient(c))
		}},
		{paymentv1.PaymentAdminService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return paymentv1.RegisterPaymentAdminServiceHandlerClient(ctx, m, paymentv1.NewPaymentAdminServiceClient(c))
		}},
		{paymentv1.MoneyOrderService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return paymentv1.RegisterMoneyOrderServiceHandlerClient(ctx, m, paymentv1.NewMoneyOrderServiceClient(c))
		}},
		{deliveryv1.CourierService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return deliveryv1.RegisterCourierServiceHandlerClient(ctx, m, deliveryv1.NewCourierServiceClient(c))
		}},
		{deliveryv1.TrackingService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return deliveryv1.RegisterTrackingServiceHandlerClient(ctx, m, deliveryv1.NewTrackingServiceClient(c))
		}},
		{deliveryv1.SlotService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return deliveryv1.RegisterSlotServiceHandlerClient(ctx, m, deliveryv1.NewSlotServiceClient(c))
		}},
		{deliveryv1.StoreDeliveryService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return deliveryv1.RegisterStoreDeliveryServiceHandlerClient(ctx, m, deliveryv1.NewStoreDeliveryServiceClient(c))
		}},
		{messagev1.InboxService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return messagev1.RegisterInboxServiceHandlerClient(ctx, m, messagev1.NewInboxServiceClient(c))
		}},
		{messagev1.TemplateService_ServiceDesc, func(ctx context.Context, m *runtime.ServeMux, c grpc.ClientConnInterface) error {
			return messagev1.RegisterTemplateServiceHandlerClient(ctx, m, messagev1.NewTemplateServiceClient(c))
		}},
	}
}

// rules are the access rules of all services that are called from here, wherever they run.
func rules() (authz.Rules, error) {
	names := []string{paymentv1.ChannelCallbackService_ServiceDesc.ServiceName, userv1.SmsReportService_ServiceDesc.ServiceName}
	for _, r := range registrations() {
		names = append(names, r.service.ServiceName)
	}
	return authz.Compile(names...)
}
