// Made by `npm run generate` in web/api from gen/openapi. Do not edit.
/* eslint-disable */
export interface paths {
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListKeys returns the public keys that verify our access tokens, as JWKs. */
        get: operations["AuthService_ListKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["AlertService_ListAlertRules"];
        put?: never;
        /** CreateAlertRule adds a rule. There are at most 100: ANALYTICS_TOO_MANY. */
        post: operations["AlertService_CreateAlertRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/alert-rules/{ruleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** UpdateAlertRule replaces a rule. ANALYTICS_VERSION_CONFLICT where somebody did meanwhile. */
        put: operations["AlertService_UpdateAlertRule"];
        post?: never;
        /** DeleteAlertRule removes a rule and closes its alerts. */
        delete: operations["AlertService_DeleteAlertRule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/alert-rules/{ruleId}/watch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** WatchAlertRule lets the caller be told by a message when a rule is broken, or no more. At most 50 watch one: ANALYTICS_TOO_MANY. */
        put: operations["AlertService_WatchAlertRule"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListAlerts lists alerts of stores in reach, newest first; those about all stores for who reaches all. */
        get: operations["AlertService_ListAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/alerts/{alertId}:acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** AcknowledgeAlert records who takes care of an alert. The first who does is kept. */
        post: operations["AlertService_AcknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListAuditEntries returns records, newest first. */
        get: operations["AuditService_ListAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/audit:export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ExportAudit returns records as a table for spreadsheets, at most 5,000. That it was done is on record, too. */
        get: operations["AuditService_ExportAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/brands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListCatalogueBrands lists brands by name, hidden ones too. */
        get: operations["TaxonomyAdminService_ListCatalogueBrands"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/brands/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["CatalogAdminService_PutBrand"];
        post?: never;
        /** HideBrand takes a brand out of sight that no product is of. Put again, it is back. */
        delete: operations["TaxonomyAdminService_HideBrand"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListCategoryTree lists all categories in the order of the tree, hidden ones too. */
        get: operations["TaxonomyAdminService_ListCategoryTree"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/categories/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["CatalogAdminService_PutCategory"];
        post?: never;
        /** HideCategory takes a category out of sight that no product is of and that has no children in sight. Put again, it is back. */
        delete: operations["TaxonomyAdminService_HideCategory"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/categories:order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** OrderCategories says in which order the children of a category stand: all of them, each once. */
        post: operations["TaxonomyAdminService_OrderCategories"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/couriers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListCouriers lists couriers who were ever on duty, with what they did today. */
        get: operations["DeliveryAdminService_ListCouriers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/couriers/{courierId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowCourier shows a courier with their earnings of the last 31 days at most. */
        get: operations["DeliveryAdminService_ShowCourier"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/couriers/{courierId}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListCourierJobs lists a courier's jobs, newest first; whom they go to is not shown. */
        get: operations["DeliveryAdminService_ListCourierJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/couriers/{courierId}:endDuty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** EndDuty takes a courier off duty: 强制下线. Jobs that they have stay theirs. */
        post: operations["DeliveryAdminService_EndDuty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/couriers:positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListCourierPositions tells where couriers on duty are, and what they carry, at most 500 of them within a box, for a map. */
        get: operations["DeliveryAdminService_ListCourierPositions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowDashboard returns how the stores in reach do today, beside yesterday at the same time. */
        get: operations["AnalyticsService_ShowDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/deliveries/{deliveryId}/couriers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ListNearbyCouriers lists the couriers on duty who are nearest to a job's store and seen lately, at most 20 within 10 km, the
         *     nearest first, for whoever gives the job to one of them. For jobs of the caller's stores.
         */
        get: operations["DeliveryAdminService_ListNearbyCouriers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/deliveries/{deliveryId}:reassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ReassignDelivery takes a job back from a courier who has not picked it up, and searches another: 改派; or gives it to the
         *     courier who is named: 指派. It succeeds for a job that this courier has not any more, and for one that the named one has
         *     already. A named courier who is off duty or carries as much as allowed is DELIVERY_COURIER_UNAVAILABLE, one who was never
         *     on duty DELIVERY_COURIER_NOT_FOUND; a job that somebody else has meanwhile is DELIVERY_STATE_INVALID. Then nothing changes.
         */
        post: operations["DeliveryAdminService_ReassignDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/export-sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListSources lists what can be exported. */
        get: operations["ExportService_ListSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListExports lists the caller's, newest first. */
        get: operations["ExportService_ListExports"];
        put?: never;
        /** CreateExport asks for a file. It is made one after another; ANALYTICS_TOO_MANY where 20 of the caller's wait. */
        post: operations["ExportService_CreateExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/exports/{exportId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ExportService_ShowExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/exports/{exportId}:cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** CancelExport stops one that is not finished. One that is changes nothing. */
        post: operations["ExportService_CancelExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/ledger/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PaymentAdminService_ListAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/ledger/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PaymentAdminService_ListJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/merchants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListMerchants returns merchants, the newest first. */
        get: operations["MerchantService_ListMerchants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/merchants/{merchantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowMerchant returns one with its stores, its licences, and the facts that were approved last. */
        get: operations["MerchantService_ShowMerchant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/merchants/{merchantId}:resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** ResumeMerchant lets a merchant's stores take orders again, as far as each may. */
        post: operations["MerchantService_ResumeMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/merchants/{merchantId}:suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** SuspendMerchant makes all of a merchant's stores take no orders (停用商家), with a reason. Orders that were taken go on. */
        post: operations["MerchantService_SuspendMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/message-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["TemplateService_ListTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/message-templates/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["TemplateService_PutTemplate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/message-templates/{kind}:preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** PreviewTemplate shows what people would read, with sample values. It changes nothing. */
        post: operations["TemplateService_PreviewTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/message-templates/{kind}:test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** TestTemplate sends a message of a wording with sample values to the caller's own inbox, and tells what it says. */
        post: operations["TemplateService_TestTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListSentMessages lists what was sent to people, the latest first, without its text. */
        get: operations["TemplateService_ListSentMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/money-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["MoneyOrderService_ListMoneyOrders"];
        put?: never;
        /** ProposeMoneyOrder writes down what is to be moved; nothing moves until somebody else approves it. */
        post: operations["MoneyOrderService_ProposeMoneyOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/money-orders/{moneyOrderId}:approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** ApproveMoneyOrder books the money; the approver is never the maker. */
        post: operations["MoneyOrderService_ApproveMoneyOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/money-orders/{moneyOrderId}:reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** RejectMoneyOrder says no, with a note. */
        post: operations["MoneyOrderService_RejectMoneyOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/money-orders/{moneyOrderId}:withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** WithdrawMoneyOrder takes one's own proposal back. */
        post: operations["MoneyOrderService_WithdrawMoneyOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/openid/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OpenIDClientService_ListClients"];
        put?: never;
        /**
         * CreateClient registers a program and returns its secret, once. Repeated with the same key it returns the program without
         *     the secret: ResetClientSecret makes another.
         */
        post: operations["OpenIDClientService_CreateClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/openid/clients/{clientId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * UpdateClient replaces what a program is and may. The kind stays. Turned off, it gets no token any more and those that
         *     it has open nothing here. A version that is not the latest is refused.
         */
        put: operations["OpenIDClientService_UpdateClient"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/openid/clients/{clientId}/secret:reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** ResetClientSecret makes another secret and returns it, once. The old one is good no longer. */
        post: operations["OpenIDClientService_ResetClientSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/openid/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OpenIDProviderService_ListProviders"];
        put?: never;
        /**
         * CreateProvider trusts a company's provider. Whoever runs it can sign in as the staff that are linked to it, so only an
         *     operator with all rights may. Its address is read, and must answer, at once.
         */
        post: operations["OpenIDProviderService_CreateProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/openid/providers/{providerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * UpdateProvider replaces everything but the issuer and the claim, which identities hang on. An empty client_secret leaves
         *     the one that is there. A version that is not the latest is refused.
         */
        put: operations["OpenIDProviderService_UpdateProvider"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListServices names the services that an installation has. */
        get: operations["OperationsService_ListServices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/operations/{service}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowService tells how a service runs: what waits to be sent, what failed, and its jobs. */
        get: operations["OperationsService_ShowService"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/operations/{service}/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListDeadLetters returns events that a service could not handle, oldest first, without what is in them. */
        get: operations["OperationsService_ListDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/operations/{service}/dead-letters/{eventId}:discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** DiscardDeadLetter removes one that will never be handled, with a reason. What it would have done stays undone. */
        post: operations["OperationsService_DiscardDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/operations/{service}/dead-letters/{eventId}:replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ReplayDeadLetter lets the service handle one again. It is gone where that succeeds, and else keeps the newer error:
         *     OPERATIONS_REPLAY_FAILED. One that is gone is DEAD_LETTER_NOT_FOUND.
         */
        post: operations["OperationsService_ReplayDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/operations/{service}/dead-letters/{eventId}:reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** RevealDeadLetter shows what is in one, which may be personal: on record, with a reason. */
        post: operations["OperationsService_RevealDeadLetter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/operations/{service}/jobs:run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** RunJob runs a job of a service now, beside its hour. It answers when it was begun, not when it ended. */
        post: operations["OperationsService_RunJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/operations/{service}/parameters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListParameters returns what of a service can be set while it runs (运行参数), and how it stands in the process that answers. */
        get: operations["OperationsService_ListParameters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/operations/{service}/parameters/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * ChangeParameter sets one of the version that was read, or lets what is configured count again. The process that answers
         *     uses it at once, others within ten seconds. PARAMETER_UNKNOWN; CONCURRENT_UPDATE where somebody else was faster.
         */
        put: operations["OperationsService_ChangeParameter"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ListAllOrders lists orders, newest first. A page looks through at most 2,000 orders for those that fit pay_state,
         *     pay_method, fulfilment and amounts: it may have fewer than asked for, or none, and still name a next page.
         */
        get: operations["OrderAdminService_ListAllOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ShowOrderCase shows an order with everything that is known of it here: lines, price steps, timeline with who did what,
         *     and what operators noted.
         */
        get: operations["OrderAdminService_ShowOrderCase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ShowOrderDelivery shows the delivery of an order with everything that happened to it (配送轨迹): states, whom it was offered
         *     to and how they answered. For orders of the caller's stores; whom it goes to is not shown.
         */
        get: operations["DeliveryAdminService_ShowOrderDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}/money": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowOrderMoney shows what was paid for an order and where that money went (资金轨迹), for orders of the caller's stores. */
        get: operations["PaymentAdminService_ShowOrderMoney"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** AddOrderNote writes down what operators should know of an order: 内部备注. Neither customer nor store sees it. */
        post: operations["OrderAdminService_AddOrderNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowOrderStock shows what was promised to an order and how its goods moved (库存轨迹), for orders of the caller's stores. */
        get: operations["StockAdminService_ShowOrderStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders/{orderId}:cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** CancelForCustomer cancels an order that has not left its store: 客服取消. What was paid is refunded. */
        post: operations["OrderAdminService_CancelForCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/orders:countOpen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * CountOpenOrders counts the orders of stores that are paid, or paid on delivery, and not over yet: 未完成订单. Stores out of the
         *     caller's reach, and those without any, are left out.
         */
        get: operations["OrderAdminService_CountOpenOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["PaymentAdminService_ListPayments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/payments/{paymentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowPayment shows a payment with its attempts, refunds and journal entries. */
        get: operations["PaymentAdminService_ShowPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/people:name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** NamePeople tells what people are called: staff by name, customers by nickname. Ids that are nobody's are left out. */
        get: operations["CustomerService_NamePeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListPermissions returns all permissions that staff may hold: those of the RPCs, and the buttons. */
        get: operations["RoleService_ListPermissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/product-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListImports lists imports, the latest first. */
        get: operations["ProductImportService_ListImports"];
        put?: never;
        /** StartImport takes a workbook without errors and starts to apply it. The same workbook in the same mode is the same import. */
        post: operations["ProductImportService_StartImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/product-imports/{importId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ProductImportService_ShowImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/product-imports/{importId}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** DownloadImport returns an import's rows as a workbook, with a column of what became of each. */
        get: operations["ProductImportService_DownloadImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/product-imports:check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** CheckImport reads a workbook and tells what is wrong with which cell. It changes nothing. */
        post: operations["ProductImportService_CheckImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/product-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListProposals lists proposals of all products, the latest first. */
        get: operations["ProductAdminService_ListProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListCatalogueProducts lists products of all states, the latest change first. */
        get: operations["ProductAdminService_ListCatalogueProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** PutProduct makes or replaces a product with all of its SKUs. A SKU that is left out is withdrawn from sale. */
        put: operations["CatalogAdminService_PutProduct"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/{code}/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * ProposeProduct saves a proposal for the product of a code, which is made as a draft on first use, and takes the place of the
         *     open proposal. Submitted, it waits for somebody to publish it or send it back.
         */
        put: operations["ProductAdminService_ProposeProduct"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ShowCatalogueProduct returns what an editor of a product needs: its content as it is, the open proposal if there is
         *     one, and where the two differ.
         */
        get: operations["ProductAdminService_ShowCatalogueProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/{productId}/proposal:discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** DiscardProposal drops the open proposal. */
        post: operations["ProductAdminService_DiscardProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/{productId}/proposal:return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** ReturnProposal sends a proposal back to whoever made it. */
        post: operations["ProductAdminService_ReturnProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products/{productId}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListRevisions lists what became of a product's content, the latest first, each with what it changed. */
        get: operations["ProductAdminService_ListRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products:export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ExportProducts returns products as a workbook that CheckImport takes: at most 2,000, the latest change first. */
        get: operations["ProductImportService_ExportProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products:publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * PublishProducts puts products on sale: each by its proposal on review, or, without one, as it was published before. Each
         *     stands for itself: one that fails keeps no other back. Where four eyes are demanded, nobody publishes a proposal of their own.
         */
        post: operations["ProductAdminService_PublishProducts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products:template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** DownloadTemplate returns an empty workbook with headings, hints and lists to choose from. */
        get: operations["ProductImportService_DownloadTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/products:withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** WithdrawProducts takes products off sale at once, in all stores. It needs no second person. */
        post: operations["ProductAdminService_WithdrawProducts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListRefunds lists refunds, newest first: 退款单. */
        get: operations["PaymentAdminService_ListRefunds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListReports lists the caller's reports, or those that others share, newest first. */
        get: operations["ReportService_ListReports"];
        put?: never;
        /** CreateReport keeps a report. At most 100 each: ANALYTICS_TOO_MANY. */
        post: operations["ReportService_CreateReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/reports/{reportId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** UpdateReport replaces one of the caller's own. ANALYTICS_VERSION_CONFLICT where somebody did meanwhile. */
        put: operations["ReportService_UpdateReport"];
        post?: never;
        /** DeleteReport forgets one of the caller's own, with its schedule. */
        delete: operations["ReportService_DeleteReport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/reports:query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** QueryReport adds measures up over a period, by at most two dimensions and time. It reads; it is a POST for its body. */
        post: operations["AnalyticsService_QueryReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["RoleService_ListRoles"];
        put?: never;
        /** CreateRole makes a role. Nobody gives a role what they do not hold themselves. */
        post: operations["RoleService_CreateRole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/roles/{roleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * UpdateRole replaces name and permissions of a role, for all who have it, within a second. A version that is not the
         *     latest is refused.
         */
        put: operations["RoleService_UpdateRole"];
        post?: never;
        /** DeleteRole removes a role that nobody has. */
        delete: operations["RoleService_DeleteRole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/shared-views/{page}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListRoleViews returns what a page offers to every role. */
        get: operations["SettingsService_ListRoleViews"];
        /**
         * PutRoleViews stores what a page offers to a role, of the version that was read, 0 for the first. An empty value removes
         *     it. The errors are PutSetting's; a role that is not there is USER_ROLE_NOT_FOUND.
         */
        put: operations["SettingsService_PutRoleViews"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["StaffService_ListStaff"];
        put?: never;
        /** CreateStaff makes an account with the roles that every installation has, one for each kind of staff. */
        post: operations["StaffService_CreateStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/staff/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * UpdateStaff changes what a member of staff is and for which stores, by the roles that every installation has. The
         *     account's sessions end, so that no token keeps old rights. RoleService.PutGrants says it more finely.
         */
        patch: operations["StaffService_UpdateStaff"];
        trace?: never;
    };
    "/v1/admin/staff/{userId}/access:explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ExplainAccess answers: why may this person do that, or why not? */
        get: operations["RoleService_ExplainAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/staff/{userId}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * PutGrants replaces the roles of a member of staff, and how far each reaches. Their sessions end. Nobody grants more,
         *     or further, than they hold themselves, nor changes their own.
         */
        put: operations["RoleService_PutGrants"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/staff/{userId}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListIdentities returns which accounts elsewhere a member of staff signs in with. */
        get: operations["OpenIDProviderService_ListIdentities"];
        put?: never;
        /** LinkIdentity says whose account at a provider is whose here. Nobody links somebody who may do more than they themselves. */
        post: operations["OpenIDProviderService_LinkIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/staff/{userId}/identities/{providerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** UnlinkIdentity takes it back. Their sessions end. What is not linked is no error. */
        delete: operations["OpenIDProviderService_UnlinkIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/staff/{userId}/totp:reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** ResetTotp removes the second factor of somebody who lost it. Their sessions end. Nobody does it to their own. */
        post: operations["StaffService_ResetTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListManagedStores returns the stores within the caller's data scope, the newest first, without their hours. */
        get: operations["StoreOperatorService_ListManagedStores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/stores/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["CatalogAdminService_PutStore"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/stores/{storeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowManagedStore returns one with its hours, or PRODUCT_STORE_NOT_FOUND. */
        get: operations["StoreOperatorService_ShowManagedStore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/stores/{storeId}:hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * HoldStore makes a store take no orders, whatever its own staff say (平台停业), and keeps why. Held already, it keeps the
         *     newer reason. Orders that were taken go on.
         */
        post: operations["StoreOperatorService_HoldStore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/stores/{storeId}:release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ReleaseStore ends a hold: the store takes orders again as far as its licence, its hours and its staff allow. Without a
         *     valid licence it is PRODUCT_STORE_UNLICENSED; one that is not held stays as it is.
         */
        post: operations["StoreOperatorService_ReleaseStore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListUsers lists accounts, newest first. */
        get: operations["CustomerService_ListUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowUser shows an account with its identities, consents, and how many devices are signed in. */
        get: operations["CustomerService_ShowUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/users/{userId}/orders:figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowCustomerFigures counts a customer's orders in the caller's stores: 消费概况. It reads the latest 500 at most. */
        get: operations["OrderAdminService_ShowCustomerFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/users/{userId}:disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * DisableAccount turns an account off: nobody signs in with it, its sessions end, and its orders are refused. It
         *     succeeds for an account that is off already, and keeps the first reason.
         */
        post: operations["AccountService_DisableAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/users/{userId}:enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** EnableAccount turns an account on again. Whoever owns it signs in anew. */
        post: operations["AccountService_EnableAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/users/{userId}:reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** RevealAccount shows whom an account belongs to: the phone number in full. */
        post: operations["RevealService_RevealAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/openid:login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * LoginOpenID signs in whoever signed in to a program of our own by single sign-on: for the access token that the program
         *     got, which is used up by it. A partner's program is USER_SESSION_INVALID.
         */
        post: operations["OpenIDService_LoginOpenID"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/phone:login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * LoginPhone signs a consumer in with a phone and the code that was sent to it, and signs them up the first time. A phone
         *     that an account has bound signs in to that account. A code that is wrong, old, used, or guessed at five times is
         *     USER_SMS_CODE_WRONG; too many guesses from one address or device are USER_SMS_LIMIT, with Retry-After.
         */
        post: operations["AuthService_LoginPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/phone:sendCode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * SendLoginCode sends a code to a phone by text message (短信验证码): six digits, good once and for five minutes; a new one
         *     voids the one before. The answer is the same whether the phone has an account or not. Too often for the phone, the
         *     address or the device is USER_SMS_LIMIT, with Retry-After; where no vendor takes it, USER_SMS_UNAVAILABLE.
         */
        post: operations["AuthService_SendLoginCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/staff:login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** LoginStaff signs in whoever has a staff account: operators, store staff and couriers. */
        post: operations["AuthService_LoginStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/token:refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** RefreshToken changes a refresh token for a new pair. Each works once; using one twice ends the session. */
        post: operations["AuthService_RefreshToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/token:revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Logout ends the session of a refresh token. It succeeds for a token that is already dead. */
        post: operations["AuthService_Logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/wechat:login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** LoginWechat signs a consumer in with the code of wx.login, and signs them up the first time. */
        post: operations["AuthService_LoginWechat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/brands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CatalogService_ListBrands"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/wechatpay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** NotifyWechat takes a WeChat Pay callback: body and signature headers as they came. */
        post: operations["ChannelCallbackService_NotifyWechat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowCart returns the cart by store, each line with whether and at what price it can be bought now. */
        get: operations["CartService_ShowCart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cart/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** SetCartItem puts a quantity of a SKU into the cart, in place of the quantity that was there; 0 takes it out. */
        put: operations["CartService_SetCartItem"];
        post?: never;
        /** ClearCart takes out everything, or everything of one store. */
        delete: operations["CartService_ClearCart"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CatalogService_ListCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/courier/duty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowDuty tells whether the courier is on duty. */
        get: operations["CourierService_ShowDuty"];
        /** SetDuty goes on or off duty: 上线 / 下线. Off duty no offers come; jobs already taken stay. */
        put: operations["CourierService_SetDuty"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/courier/earnings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListEarnings: 我的收入, what the courier earned by day. */
        get: operations["CourierService_ListEarnings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/courier/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListJobs lists the courier's open jobs, or those that ended lately. */
        get: operations["CourierService_ListJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/courier/jobs/{deliveryId}:handOver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** HandOver: the customer, of age, took the goods, and paid where the order is paid on delivery. */
        post: operations["CourierService_HandOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/courier/jobs/{deliveryId}:pickUp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** PickUp: the courier took the packed goods at the store. */
        post: operations["CourierService_PickUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/courier/jobs/{deliveryId}:refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** RefuseHandOver: the goods are not handed over, and go back to the store. */
        post: operations["CourierService_RefuseHandOver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/courier/jobs/{deliveryId}:reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * RevealJob shows once more whom a job went to, for six hours after it ended (联系顾客): open jobs show it anyway, ended ones
         *     do not. Who looked, and why, is on record.
         */
        post: operations["CourierService_RevealJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/courier/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CourierService_ListOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/courier/offers/{deliveryId}:accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** AcceptOffer takes the job, if it is still free. */
        post: operations["CourierService_AcceptOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/courier/offers/{deliveryId}:decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["CourierService_DeclineOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/courier/position": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** ReportPosition tells where the courier is. */
        put: operations["CourierService_ReportPosition"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deletions/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ShowCertificate returns what was erased and what is kept of somebody who has no account any more, to whoever has the
         *     code that RequestDeletion gave. Anybody may ask.
         */
        get: operations["PrivacyService_ShowCertificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowMe returns the caller's account. */
        get: operations["ProfileService_ShowMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** UpdateMe changes nickname and avatar. */
        patch: operations["ProfileService_UpdateMe"];
        trace?: never;
    };
    "/v1/me/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ProfileService_ListAddresses"];
        put?: never;
        post: operations["ProfileService_CreateAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/addresses/{addressId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["ProfileService_UpdateAddress"];
        post?: never;
        delete: operations["ProfileService_DeleteAddress"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/age:confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** ConfirmAge records the person's statement to be 18 or older (年满 18 周岁), which every liquor order needs. */
        post: operations["ProfileService_ConfirmAge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListConsents returns what the person agreed to and took back, newest first, at most 100 (同意记录). */
        get: operations["ProfileService_ListConsents"];
        put?: never;
        /** RecordConsent keeps that the person agreed to a version of a text, or took it back. Saying the same again adds nothing. */
        post: operations["ProfileService_RecordConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowDeletion tells how the closing of the account stands, and what would stand in its way. */
        get: operations["PrivacyService_ShowDeletion"];
        put?: never;
        /**
         * RequestDeletion begins to close the account (注销账号): after 15 days, in which it can be withdrawn, the person's data are
         *     erased everywhere, but for what the law wants kept. Open orders and refunds under way refuse it.
         */
        post: operations["PrivacyService_RequestDeletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/deletion:withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** WithdrawDeletion keeps the account. It works until the 15 days are over. */
        post: operations["PrivacyService_WithdrawDeletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListExports returns the person's copies, newest first, at most 20. */
        get: operations["PrivacyService_ListExports"];
        put?: never;
        /**
         * RequestExport begins to collect a copy of all that is kept of the person. It is ready within moments as a rule, and kept
         *     for seven days. Asked again while there is one, it answers with that one.
         */
        post: operations["PrivacyService_RequestExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/exports/{exportId}:download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** DownloadExport returns a copy as JSON, to somebody who signed in within the last ten minutes. */
        get: operations["PrivacyService_DownloadExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/message-preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["InboxService_ShowPreferences"];
        put: operations["InboxService_PutPreferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["InboxService_ListMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/messages:read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** MarkRead marks messages up to an id as read. */
        post: operations["InboxService_MarkRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/password:change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ChangePassword sets a new password against the present one, and a code where there is a second factor. All sessions of the
         *     account end, the caller's too. What is wrong counts as a failed login; a weak one is USER_PASSWORD_WEAK.
         */
        post: operations["SecurityService_ChangePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ListMyPermissions returns what the caller, a member of staff, may do: what a page shows buttons by. The server
         *     enforces it all the same.
         */
        get: operations["ProfileService_ListMyPermissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/phone:bind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** BindPhone takes the phone number that the person agreed to share, by the code of getPhoneNumber. */
        post: operations["ProfileService_BindPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/phone:sendCode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** SendPhoneCode sends a code to a phone that the person wants to bind: where WeChat's phone button is not used. */
        post: operations["ProfileService_SendPhoneCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/phone:verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** VerifyPhone binds a phone, by the code that was sent to it for this account. One of another account is USER_DUPLICATE. */
        post: operations["ProfileService_VerifyPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/session:stepUp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * StepUp proves again that it is the person who is there (二次验证): by the password, and a code where there is a
         *     second factor. It returns an access token by which dangerous acts are open for ten minutes.
         */
        post: operations["SecurityService_StepUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListSessions returns where the caller is signed in, newest first, at most 100. */
        get: operations["SecurityService_ListSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** RevokeSession signs the caller out there, within moments. One that is over already, or another's, changes nothing. */
        delete: operations["SecurityService_RevokeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListSettings returns all of the caller's documents, by name, at most 100; under a prefix, those whose names begin so. */
        get: operations["SettingsService_ListSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/settings/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowSetting returns one, or USER_SETTING_NOT_FOUND. */
        get: operations["SettingsService_ShowSetting"];
        /**
         * PutSetting stores a document of the version that was read, 0 for one that is new, and returns it with its next version.
         *     Another version is USER_VERSION_CONFLICT, unless what is there says the same already; the 101st is USER_SETTING_LIMIT.
         */
        put: operations["SettingsService_PutSetting"];
        post?: never;
        /** DeleteSetting removes one, whatever its version. One that is not there is no error. */
        delete: operations["SettingsService_DeleteSetting"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/shared-views/{page}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListSharedViews returns what a page offers to the roles that the caller has (共享视图), a document for each role. */
        get: operations["SettingsService_ListSharedViews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ListSubscriptions lists the kinds of messages of which WeChat can tell the person, if they allow it: what to ask
         *     wx.requestSubscribeMessage for. None where they want no order messages by WeChat.
         */
        get: operations["InboxService_ListSubscriptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/subscriptions:grant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * GrantSubscription records that the person allowed some WeChat templates, once each: what
         *     wx.requestSubscribeMessage answered.
         */
        post: operations["InboxService_GrantSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/totp:confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ConfirmTotp proves by a code that the secret was kept. From then on every login needs one, and a session that could do
         *     nothing for want of it (USER_FACTOR_REQUIRED) can do what its person may from the next refresh on. It returns ten recovery
         *     codes, each good once in a code's place, and shows them never again.
         */
        post: operations["SecurityService_ConfirmTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/totp:enroll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * EnrollTotp begins a second factor by time-based codes (RFC 6238) and returns the secret, once. It counts only after
         *     ConfirmTotp; until then enrolling again makes another.
         */
        post: operations["SecurityService_EnrollTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/totp:remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * RemoveTotp does without a second factor again, against a code or a recovery code. Who must have one keeps it:
         *     USER_FACTOR_REQUIRED.
         */
        post: operations["SecurityService_RemoveTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * KeepPicture takes a JPEG, PNG or WebP picture of at most 3 MB, writes it anew (without what else the bytes held, such as
         *     where it was taken) with a longest side of at most 1600 pixels, and tells its address. The same picture has the same.
         */
        post: operations["MediaService_KeepPicture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant-applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListApplications returns applications, the newest first. */
        get: operations["OnboardingService_ListApplications"];
        put?: never;
        /** CreateApplication begins a draft, whatever is still missing. With merchant_id it is a change of that merchant. */
        post: operations["OnboardingService_CreateApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant-applications/{applicationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowApplication returns one; contact and settlement account are masked. */
        get: operations["OnboardingService_ShowApplication"];
        /**
         * UpdateApplication replaces the facts of a draft, or of one that was returned. Only whoever applied. Contact and settlement
         *     fields that are empty stay as they are.
         */
        put: operations["OnboardingService_UpdateApplication"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant-applications/{applicationId}:approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ApproveApplication lets it pass: the merchant and its stores are made or changed within moments, however often that is
         *     interrupted. Not whoever applied: MERCHANT_OWN_APPLICATION.
         */
        post: operations["OnboardingService_ApproveApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant-applications/{applicationId}:reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** RejectApplication ends it with a no, and why. Not whoever applied. */
        post: operations["OnboardingService_RejectApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant-applications/{applicationId}:return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** ReturnApplication gives it back for corrections, with a reason for each field that needs one. Not whoever applied. */
        post: operations["OnboardingService_ReturnApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant-applications/{applicationId}:reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** RevealApplication shows contact and settlement account in full, on record. */
        post: operations["OnboardingService_RevealApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant-applications/{applicationId}:submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** SubmitApplication hands it in for review. What is missing or wrong is MERCHANT_INCOMPLETE, all fields at once. */
        post: operations["OnboardingService_SubmitApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant-applications/{applicationId}:withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** WithdrawApplication ends one that is not decided. Only whoever applied. */
        post: operations["OnboardingService_WithdrawApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/assortment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListAssortment shows what a store lists and what it could, by category. */
        get: operations["StoreAdminService_ListAssortment"];
        /** SetAssortment lists or delists SKUs of a store and sets the store's price. */
        put: operations["StoreAdminService_SetAssortment"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/count-sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListCountSheets lists the sheets of a store, newest first. */
        get: operations["CountSheetService_ListCountSheets"];
        put?: never;
        /** OpenCountSheet begins a count. Which SKUs it covers, and what a piece of each is worth, is settled now. */
        post: operations["CountSheetService_OpenCountSheet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/count-sheets/{sheetId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CountSheetService_ShowCountSheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/count-sheets/{sheetId}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListCountLines lists the lines of a sheet by SKU. Of a blind sheet that is open, nobody is told what the books say. */
        get: operations["CountSheetService_ListCountLines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/count-sheets/{sheetId}/lines/{skuId}:count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CountLine says how many pieces of a SKU stand there. What the books say is read in the same moment. A line may be counted
         *     again while the sheet is open: the last count holds.
         */
        post: operations["CountSheetService_CountLine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/count-sheets/{sheetId}:approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * ApproveCountSheet lets the differences be posted to the stock ledger. Where they are worth more than the company's bound,
         *     somebody else than who submitted the sheet must approve it.
         */
        post: operations["CountSheetService_ApproveCountSheet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/count-sheets/{sheetId}:cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** CancelCountSheet gives a sheet up, with a reason. What was posted of it before stays posted. */
        post: operations["CountSheetService_CancelCountSheet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/count-sheets/{sheetId}:return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** ReturnCountSheet sends a submitted sheet back to be counted again, with a reason. */
        post: operations["CountSheetService_ReturnCountSheet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/count-sheets/{sheetId}:submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** SubmitCountSheet ends counting and asks for approval. Lines that nobody counted keep what the books say. */
        post: operations["CountSheetService_SubmitCountSheet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowStoreDashboard is ShowDashboard of one store. */
        get: operations["AnalyticsService_ShowStoreDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/deliveries/{deliveryId}:receiveReturn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** ReceiveReturn: refused goods are back in the store. */
        post: operations["StoreDeliveryService_ReceiveReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowStoreFigures: 今日数据, what a store did on one day. */
        get: operations["StoreOrderService_ShowStoreFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** UpdateStoreHours changes the opening hours and whether the store takes orders now. */
        put: operations["StoreAdminService_UpdateStoreHours"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["StoreOrderService_ListStoreOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["StoreOrderService_ShowStoreOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/orders/{orderId}/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowStoreDelivery shows where the delivery of a store's order stands. */
        get: operations["StoreDeliveryService_ShowStoreDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/orders/{orderId}:accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** AcceptOrder: 接单 */
        post: operations["StoreOrderService_AcceptOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/orders/{orderId}:finishPacking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** FinishPacking: 打包完成. A courier, or the customer, may fetch it. */
        post: operations["StoreOrderService_FinishPacking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/orders/{orderId}:reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** RejectOrder refuses or cancels an order from the store's side, until it is shipped: 拒单. What was paid is refunded. */
        post: operations["StoreOrderService_RejectOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/orders/{orderId}:reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * RevealStoreOrder shows whom an order goes to, which lists and details mask (查看收货人): to the store until seven days
         *     after the order ended, to operators as long as it is kept. Who looked, and why, is on record.
         */
        post: operations["StoreOrderService_RevealStoreOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/orders/{orderId}:startPicking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** StartPicking: 拣货 */
        post: operations["StoreOrderService_StartPicking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/pickups:check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * CheckPickup shows what a code would hand out, and what is to be collected for it, without handing it out. A wrong
         *     code counts like one of VerifyPickup.
         */
        post: operations["StoreDeliveryService_CheckPickup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/pickups:verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** VerifyPickup hands an order out at the counter against the customer's code, after the age check. */
        post: operations["StoreDeliveryService_VerifyPickup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/price-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListPriceChanges lists how a store's own prices, and what it lists, changed: of one SKU or of all, the latest first. */
        get: operations["StoreProductService_ListPriceChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/product-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListStoreProposals lists what the store's merchant proposed, the latest first. */
        get: operations["StoreProductService_ListStoreProposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/products/{code}/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * ProposeStoreProduct proposes a product, or a change of one, for operators to publish. A proposal of somebody else that is
         *     open stands in the way.
         */
        put: operations["StoreProductService_ProposeStoreProduct"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/reports:query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** QueryStoreReport is QueryReport of one store. */
        post: operations["AnalyticsService_QueryStoreReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["StockService_ListStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/stock-movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListStoreMovements lists the stock ledger of a whole store, newest first. */
        get: operations["StockService_ListStoreMovements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/stock/{skuId}/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListMovements lists the stock ledger of a SKU in a store, newest first. */
        get: operations["StockService_ListMovements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/stock:adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** AdjustStock receives goods, writes off damage or corrects a count. All lines change or none. */
        post: operations["StockService_AdjustStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/stock:safety": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * SetSafetyLevels says at which number of available pieces SKUs count as low (安全库存). All are set or none; a level of 0
         *     takes the warning away. Who crosses its level by it is told of, once.
         */
        post: operations["StockService_SetSafetyLevels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/merchant/stores/{storeId}/zone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * PutZone sets a store's range, fee and minimum. The range is a circle, or an area where corners are given: one that is no
         *     simple polygon, that is too small or too large, or that lies elsewhere than its store is INVALID_ARGUMENT at
         *     zone.corners or at one of them. What was there before and what is now are on record.
         */
        put: operations["StoreDeliveryService_PutZone"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OrderService_ListOrders"];
        put?: never;
        /** PlaceOrder places one trade: an order per store. Repeated with the same key it returns the same trade. */
        post: operations["OrderService_PlaceOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["OrderService_ShowOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** TrackOrder shows where an order's delivery stands and, under way, where the courier is. */
        get: operations["TrackingService_TrackOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}:cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** CancelOrder cancels an order that has not left the store. What was paid is refunded. */
        post: operations["OrderService_CancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{orderId}:confirmReceipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** ConfirmReceipt completes a delivered order before its time: 确认收货. */
        post: operations["OrderService_ConfirmReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders:preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** PreviewOrder prices a purchase and explains the price, without placing it. */
        post: operations["OrderService_PreviewOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders:progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ListProgress lists what happened to the caller's orders after an event, oldest first: how a client that
         *     lost its connection catches up.
         */
        get: operations["OrderService_ListProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListProducts lists what a store sells, page by page, filtered and sorted. */
        get: operations["CatalogService_ListProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CatalogService_ShowProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products:origins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ListOrigins lists where the products of a kind that a store sells come from (产地), the most frequent first, at most 50:
         *     what ListProducts can be asked for.
         */
        get: operations["CatalogService_ListOrigins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/products:search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** SearchProducts finds products by words: Chinese, brand synonyms and pinyin. */
        get: operations["CatalogService_SearchProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["CatalogService_ShowStore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListAvailability tells how many of some SKUs a store can sell right now. Anybody may ask. */
        get: operations["StockService_ListAvailability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/delivery-estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * EstimateDelivery tells people who look around how soon, and for how much, a store would bring something light to a
         *     place. What an order costs is told by its preview.
         */
        get: operations["StoreDeliveryService_EstimateDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ListSlots lists the half hours of today and tomorrow within a store's opening hours that leave it time to prepare,
         *     and the courier to ride, soonest first; those that are full are marked. None where the store delivers nowhere near
         *     the place, or takes no orders. Anybody may ask.
         */
        get: operations["SlotService_ListSlots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{storeId}/zone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ShowZone tells how a store delivers. Anybody may ask. */
        get: operations["StoreDeliveryService_ShowZone"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores:nearby": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListNearbyStores lists stores around a point, nearest first. */
        get: operations["CatalogService_ListNearbyStores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trades/{tradeId}/payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * ShowTradePayment tells how a trade's payment stands. With sync set, a pending one is asked after at the
         *     channel first, as a client does that came back from paying.
         */
        get: operations["PaymentService_ShowTradePayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trades/{tradeId}:pay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * PayTrade starts, or resumes, paying a trade by WeChat Pay. Repeating it returns the same attempt while
         *     that can still be paid.
         */
        post: operations["PaymentService_PayTrade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountServiceDisableAccountBody: {
            /** @description Why, for those who look at the account later. The owner is not told. */
            reason: string;
        };
        AccountServiceEnableAccountBody: {
            reason: string;
        };
        AlertServiceAcknowledgeAlertBody: Record<string, never>;
        AlertServiceUpdateAlertRuleBody: {
            rule?: components["schemas"]["v1CreateAlertRuleRequest"];
            /** Format: int64 */
            version: string;
        };
        AlertServiceWatchAlertRuleBody: {
            watched: boolean;
        };
        AnalyticsServiceQueryStoreReportBody: {
            definition?: components["schemas"]["v1ReportDefinition"];
        };
        CatalogAdminServicePutBrandBody: {
            name: string;
            origin: string;
            synonyms: string[];
        };
        CatalogAdminServicePutCategoryBody: {
            name: string;
            parentCode: string;
            /** Format: int32 */
            sort: number;
            iconUrl: string;
            liquor: boolean;
            attributes: components["schemas"]["v1AttributeDef"][];
        };
        CatalogAdminServicePutProductBody: {
            categoryCode: string;
            brandCode: string;
            name: string;
            subtitle: string;
            description: string;
            imageUrls: string[];
            /** @description Attribute key to raw value: numbers as digits (530 for 53.0 %vol). */
            attributes: {
                [key: string]: string;
            };
            tags: string[];
            skus: components["schemas"]["v1PutSku"][];
            state: components["schemas"]["v1ProductState"];
            /**
             * Format: int64
             * @description The version this change was made on; 0 accepts any.
             */
            version: string;
        };
        CatalogAdminServicePutStoreBody: {
            /** @description The merchant's own code; a merchant is made on first use. */
            merchantCode: string;
            merchantName: string;
            name: string;
            address: string;
            /** Format: int32 */
            latE6: number;
            /** Format: int32 */
            lngE6: number;
            phone: string;
            hours: components["schemas"]["v1OpenSpan"][];
            imageUrl: string;
            /** Format: int32 */
            rangeMeters: number;
            foodLicence: string;
            /** Format: date-time */
            licenceExpireTime?: string;
            paused: boolean;
            /**
             * Format: int32
             * @description The district it lies in, by its code of six digits (行政区划代码); 0: not said, and in no region's scope.
             */
            region: number;
        };
        CountSheetServiceApproveCountSheetBody: {
            /**
             * Format: int64
             * @description Of the sheet as it was looked at: what changed since is not acted on.
             */
            version: string;
            /** @description Needed to return and to cancel. */
            reason: string;
        };
        CountSheetServiceCancelCountSheetBody: {
            /**
             * Format: int64
             * @description Of the sheet as it was looked at: what changed since is not acted on.
             */
            version: string;
            /** @description Needed to return and to cancel. */
            reason: string;
        };
        CountSheetServiceOpenCountSheetBody: {
            name: string;
            cover: components["schemas"]["v1CountCover"];
            /** Format: int64 */
            categoryId: string;
            skuIds: string[];
            blind: boolean;
        };
        CountSheetServiceReturnCountSheetBody: {
            /**
             * Format: int64
             * @description Of the sheet as it was looked at: what changed since is not acted on.
             */
            version: string;
            /** @description Needed to return and to cancel. */
            reason: string;
        };
        CountSheetServiceSubmitCountSheetBody: {
            /**
             * Format: int64
             * @description Of the sheet as it was looked at: what changed since is not acted on.
             */
            version: string;
            /** @description Needed to return and to cancel. */
            reason: string;
        };
        CourierServiceAcceptOfferBody: Record<string, never>;
        CourierServiceDeclineOfferBody: Record<string, never>;
        CourierServiceHandOverBody: {
            ageCheck: components["schemas"]["v1AgeCheck"];
            /**
             * Format: int64
             * @description What was collected, in fen: exactly the amount due.
             */
            collectedAmount: string;
        };
        CourierServicePickUpBody: Record<string, never>;
        CourierServiceRefuseHandOverBody: {
            reason: components["schemas"]["v1RefusalReason"];
            note: string;
        };
        CourierServiceRevealJobBody: {
            reason: string;
        };
        DeliveryAdminServiceEndDutyBody: {
            reason: string;
        };
        DeliveryAdminServiceReassignDeliveryBody: {
            /**
             * Format: int64
             * @description Whom it is taken back from; 0: nobody has it yet, which needs to_courier_id.
             */
            courierId: string;
            reason: string;
            /**
             * Format: int64
             * @description Who gets it; 0: whoever accepts it.
             */
            toCourierId: string;
        };
        ExplainAccessResponseReason: {
            grant?: components["schemas"]["v1Grant"];
            kindMay: boolean;
            roleHas: boolean;
            reaches: boolean;
            text: string;
        };
        ExportServiceCancelExportBody: Record<string, never>;
        MerchantServiceResumeMerchantBody: {
            reason: string;
        };
        MerchantServiceSuspendMerchantBody: {
            reason: string;
        };
        MoneyOrderServiceApproveMoneyOrderBody: {
            note: string;
        };
        MoneyOrderServiceRejectMoneyOrderBody: {
            note: string;
        };
        MoneyOrderServiceWithdrawMoneyOrderBody: {
            note: string;
        };
        OnboardingServiceApproveApplicationBody: Record<string, never>;
        OnboardingServiceRejectApplicationBody: {
            reason: string;
        };
        OnboardingServiceReturnApplicationBody: {
            fields: components["schemas"]["v1FieldReason"][];
        };
        OnboardingServiceRevealApplicationBody: {
            reason: string;
        };
        OnboardingServiceSubmitApplicationBody: Record<string, never>;
        OnboardingServiceUpdateApplicationBody: {
            facts?: components["schemas"]["v1Facts"];
            confidential?: components["schemas"]["v1Confidential"];
            /** Format: int64 */
            version: string;
        };
        OnboardingServiceWithdrawApplicationBody: Record<string, never>;
        OpenIDClientServiceResetClientSecretBody: Record<string, never>;
        OpenIDProviderServiceLinkIdentityBody: {
            /** Format: int64 */
            providerId: string;
            subject: string;
        };
        OperationsServiceChangeParameterBody: {
            /** @description Whole numbers without separators, or one of the choices; none: what is configured counts again. */
            value: string;
            /** Format: int64 */
            version: string;
            /** @description Why, for the record (变更原因). */
            reason: string;
        };
        OperationsServiceDiscardDeadLetterBody: {
            reason: string;
        };
        OperationsServiceReplayDeadLetterBody: Record<string, never>;
        OperationsServiceRevealDeadLetterBody: {
            reason: string;
        };
        OperationsServiceRunJobBody: {
            job: string;
        };
        OrderAdminServiceAddOrderNoteBody: {
            text: string;
        };
        OrderAdminServiceCancelForCustomerBody: {
            /** @description Why, for customer, store and record. */
            reason: string;
        };
        OrderServiceCancelOrderBody: {
            note: string;
        };
        OrderServiceConfirmReceiptBody: Record<string, never>;
        PaymentServicePayTradeBody: Record<string, never>;
        ProductAdminServiceDiscardProposalBody: {
            /** Format: int64 */
            revisionId: string;
        };
        ProductAdminServiceProposeProductBody: {
            content?: components["schemas"]["v1ProductContent"];
            /**
             * Format: int64
             * @description The product's version that it was made on; 0 accepts any.
             */
            version: string;
            /** @description Whether it is to be reviewed, or only saved. */
            submit: boolean;
        };
        ProductAdminServiceReturnProposalBody: {
            /** Format: int64 */
            revisionId: string;
            reason: string;
        };
        ReportServiceUpdateReportBody: {
            name: string;
            definition?: components["schemas"]["v1ReportDefinition"];
            shared: boolean;
            schedule?: components["schemas"]["v1Schedule"];
            /** Format: int64 */
            version: string;
        };
        RevealServiceRevealAccountBody: {
            reason: string;
        };
        RoleServicePutGrantsBody: {
            grants: components["schemas"]["v1Grant"][];
        };
        SettingsServicePutRoleViewsBody: {
            /** Format: int64 */
            roleId: string;
            value: string;
            /** Format: int64 */
            version: string;
        };
        SettingsServicePutSettingBody: {
            /** @description A JSON document, at most 16 KiB. */
            value: string;
            /** Format: int64 */
            version: string;
        };
        StaffServiceResetTotpBody: {
            reason: string;
        };
        StaffServiceUpdateStaffBody: {
            roles: components["schemas"]["v1Role"][];
            storeIds: string[];
        };
        StockServiceAdjustStockBody: {
            kind: components["schemas"]["v1MovementKind"];
            lines: components["schemas"]["v1AdjustLine"][];
            note: string;
        };
        StockServiceSetSafetyLevelsBody: {
            levels: components["schemas"]["v1SafetyLevel"][];
        };
        StoreAdminServiceSetAssortmentBody: {
            items: components["schemas"]["v1AssortmentItem"][];
        };
        StoreAdminServiceUpdateStoreHoursBody: {
            hours: components["schemas"]["v1OpenSpan"][];
            paused: boolean;
        };
        StoreDeliveryServiceCheckPickupBody: {
            code: string;
        };
        StoreDeliveryServiceReceiveReturnBody: Record<string, never>;
        StoreDeliveryServiceVerifyPickupBody: {
            code: string;
            ageCheck: components["schemas"]["v1AgeCheck"];
            /** Format: int64 */
            collectedAmount: string;
        };
        StoreOperatorServiceHoldStoreBody: {
            reason: string;
        };
        StoreOperatorServiceReleaseStoreBody: {
            reason: string;
        };
        StoreOrderServiceAcceptOrderBody: Record<string, never>;
        StoreOrderServiceFinishPackingBody: Record<string, never>;
        StoreOrderServiceRejectOrderBody: {
            note: string;
        };
        StoreOrderServiceRevealStoreOrderBody: {
            /** Why: 联系顾客确认缺货, … */
            reason: string;
        };
        StoreOrderServiceStartPickingBody: Record<string, never>;
        StoreProductServiceProposeStoreProductBody: {
            content?: components["schemas"]["v1ProductContent"];
            submit: boolean;
        };
        /** @description Template is the wording of one kind of message. {name} stands for a value of the event. */
        TemplateServicePreviewTemplateBody: {
            title: string;
            body: string;
            /** @description WeChat's template id; empty: inbox only. */
            wechatTemplateId: string;
            /** @description WeChat's keys (thing1, amount2, …) and what each is filled with. */
            wechatData: {
                [key: string]: string;
            };
        };
        /** @description Template is the wording of one kind of message. {name} stands for a value of the event. */
        TemplateServicePutTemplateBody: {
            title: string;
            body: string;
            /** @description WeChat's template id; empty: inbox only. */
            wechatTemplateId: string;
            /** @description WeChat's keys (thing1, amount2, …) and what each is filled with. */
            wechatData: {
                [key: string]: string;
            };
        };
        /** @description Template is the wording of one kind of message. {name} stands for a value of the event. */
        TemplateServiceTestTemplateBody: {
            title: string;
            body: string;
            /** @description WeChat's template id; empty: inbox only. */
            wechatTemplateId: string;
            /** @description WeChat's keys (thing1, amount2, …) and what each is filled with. */
            wechatData: {
                [key: string]: string;
            };
        };
        /**
         * @description Message that represents an arbitrary HTTP body. It should only be used for
         *     payload formats that can't be represented as JSON, such as raw binary or
         *     an HTML page.
         *
         *
         *     This message can be used both in streaming and non-streaming API methods in
         *     the request as well as the response.
         *
         *     It can be used as a top-level request field, which is convenient if one
         *     wants to extract parameters from either the URL or HTTP template into the
         *     request fields and also want access to the raw HTTP body.
         *
         *     Example:
         *
         *         message GetResourceRequest {
         *           // A unique request id.
         *           string request_id = 1;
         *
         *           // The raw HTTP body is bound to this field.
         *           google.api.HttpBody http_body = 2;
         *         }
         *
         *         service ResourceService {
         *           rpc GetResource(GetResourceRequest) returns (google.api.HttpBody);
         *           rpc UpdateResource(google.api.HttpBody) returns
         *           (google.protobuf.Empty);
         *         }
         *
         *     Example with streaming methods:
         *
         *         service CaldavService {
         *           rpc GetCalendar(stream google.api.HttpBody)
         *             returns (stream google.api.HttpBody);
         *           rpc UpdateCalendar(stream google.api.HttpBody)
         *             returns (stream google.api.HttpBody);
         *         }
         *
         *     Use of this type only changes how the request and response bodies are
         *     handled, all other features will continue to work unchanged.
         */
        apiHttpBody: {
            /** @description The HTTP Content-Type header value specifying the content type of the body. */
            contentType: string;
            /**
             * Format: byte
             * @description The HTTP request/response body as raw binary.
             */
            data: string;
            /**
             * @description Application specific response metadata. Must be set in the first response
             *     for streaming APIs.
             */
            extensions: components["schemas"]["protobufAny"][];
        };
        dajiuAnalyticsV1Export: {
            /** Format: int64 */
            exportId: string;
            source: string;
            query: string;
            columns: components["schemas"]["v1ExportColumn"][];
            format: components["schemas"]["v1ExportFormat"];
            /** @description With the ending. */
            fileName: string;
            state: components["schemas"]["dajiuAnalyticsV1ExportState"];
            /** Format: int64 */
            rows: string;
            /** Format: int64 */
            bytes: string;
            /** @description Stopped at 200,000 rows. */
            truncated: boolean;
            /** @description Why it failed, for people, and the reason's code. */
            failure: string;
            failureReason: string;
            /** Format: date-time */
            createTime?: string;
            /** Format: date-time */
            finishTime?: string;
            /**
             * Format: date-time
             * @description When its file is swept.
             */
            expireTime?: string;
            /**
             * Format: int64
             * @description The report whose schedule made it; 0: a person did.
             */
            reportId: string;
        };
        /**
         * @description - EXPORT_STATE_EXPIRED: Swept after a week.
         * @default EXPORT_STATE_UNSPECIFIED
         * @enum {string}
         */
        dajiuAnalyticsV1ExportState: "EXPORT_STATE_UNSPECIFIED" | "EXPORT_STATE_QUEUED" | "EXPORT_STATE_RUNNING" | "EXPORT_STATE_DONE" | "EXPORT_STATE_FAILED" | "EXPORT_STATE_CANCELLED" | "EXPORT_STATE_EXPIRED";
        dajiuAnalyticsV1ListExportsResponse: {
            exports: components["schemas"]["dajiuAnalyticsV1Export"][];
            nextPageToken: string;
        };
        dajiuAnalyticsV1StateCount: {
            state: components["schemas"]["v1OrderState"];
            /** Format: int64 */
            orders: string;
        };
        dajiuAnalyticsV1StoreFigures: {
            /** Format: int64 */
            storeId: string;
            name: string;
            /** Format: int32 */
            latE6: number;
            /** Format: int32 */
            lngE6: number;
            openForOrders: boolean;
            /** Format: int64 */
            gmv: string;
            /** Format: int64 */
            confirmed: string;
            /**
             * Format: int64
             * @description Orders that wait for the store to accept them.
             */
            unaccepted: string;
        };
        /**
         * @description StoreFigures counts the orders that reached a store on one day, by where they stand now. Orders that nobody paid for
         *     never reached it. Amounts in fen.
         */
        dajiuOrderV1StoreFigures: {
            /** Format: int64 */
            storeId: string;
            date: string;
            /**
             * 待接单
             * Format: int32
             */
            waitingCount: number;
            /**
             * Format: int32
             * @description Accepted, and not with the customer yet.
             */
            openCount: number;
            /**
             * Format: int32
             * @description Delivered or completed.
             */
            doneCount: number;
            /**
             * Format: int32
             * @description Cancelled, refused or coming back.
             */
            lostCount: number;
            /**
             * Format: int64
             * @description What the orders that are not lost are worth: goods and delivery.
             */
            turnover: string;
            /** Format: int64 */
            lostAmount: string;
            /** @description The day's 24 hours. */
            hours: components["schemas"]["v1HourFigures"][];
        };
        dajiuPaymentV1Account: {
            /** escrow, channel:wechat, merchant:123, courier_cash:45, … */
            code: string;
            kind: string;
            /**
             * Format: int64
             * @description Fen, on the account's own side: what lies at a channel or with a courier, what is owed to a merchant. Never
             *     negative.
             */
            balance: string;
        };
        /** @description StateCount is how many products are in a state, or have an open proposal in one. */
        dajiuProductV1StateCount: {
            state: components["schemas"]["v1ProductState"];
            proposalState: components["schemas"]["v1RevisionState"];
            /** Format: int32 */
            productCount: number;
        };
        /** @description Account is what operators see of anybody's account. */
        dajiuUserV1Account: {
            /** Format: int64 */
            userId: string;
            nickname: string;
            phoneMasked: string;
            roles: components["schemas"]["v1Role"][];
            disabled: boolean;
            /** @description Of the last time it was turned off or on, and by whom; unset where it never was. */
            reason: string;
            /** Format: int64 */
            operatorId: string;
            /** Format: date-time */
            changeTime?: string;
        };
        dajiuUserV1Export: {
            /** Format: int64 */
            exportId: string;
            state: components["schemas"]["dajiuUserV1ExportState"];
            /** Format: date-time */
            createTime?: string;
            /** Format: date-time */
            expireTime?: string;
        };
        /**
         * @description - EXPORT_STATE_PREPARING: 正在整理
         *      - EXPORT_STATE_EXPIRED: 已过期
         * @default EXPORT_STATE_UNSPECIFIED
         * @enum {string}
         */
        dajiuUserV1ExportState: "EXPORT_STATE_UNSPECIFIED" | "EXPORT_STATE_PREPARING" | "EXPORT_STATE_READY" | "EXPORT_STATE_EXPIRED";
        dajiuUserV1ListExportsResponse: {
            exports: components["schemas"]["dajiuUserV1Export"][];
        };
        inventoryV1CountLine: {
            /** Format: int64 */
            skuId: string;
            counted: boolean;
            /** Format: int64 */
            countedQuantity: string;
            /**
             * Format: int64
             * @description What the books said when it was counted. 0 while it is not told.
             */
            bookQuantity: string;
            /**
             * Format: int64
             * @description counted_quantity less book_quantity.
             */
            difference: string;
            /**
             * Format: int64
             * @description Fen a piece.
             */
            price: string;
            /** Format: int64 */
            countedBy: string;
            /** Format: date-time */
            countTime?: string;
            /**
             * Format: int64
             * @description The entry of the stock ledger; 0 while it is not posted, or nothing differed.
             */
            movementId: string;
            posted: boolean;
            /** @description Its difference could not be posted, because refused_reserved pieces were promised to orders: count it again. */
            refused: boolean;
            /** Format: int64 */
            refusedReserved: string;
        };
        /**
         * @description `Any` contains an arbitrary serialized protocol buffer message along with a
         *     URL that describes the type of the serialized message.
         *
         *     In its binary encoding, an `Any` is an ordinary message; but in other wire
         *     forms like JSON, it has a special encoding. The format of the type URL is
         *     described on the `type_url` field.
         *
         *     Protobuf APIs provide utilities to interact with `Any` values:
         *
         *     - A 'pack' operation accepts a message and constructs a generic `Any` wrapper
         *       around it.
         *     - An 'unpack' operation reads the content of an `Any` message, either into an
         *       existing message or a new one. Unpack operations must check the type of the
         *       value they unpack against the declared `type_url`.
         *     - An 'is' operation decides whether an `Any` contains a message of the given
         *       type, i.e. whether it can 'unpack' that type.
         *
         *     The JSON format representation of an `Any` follows one of these cases:
         *
         *     - For types without special-cased JSON encodings, the JSON format
         *       representation of the `Any` is the same as that of the message, with an
         *       additional `@type` field which contains the type URL.
         *     - For types with special-cased JSON encodings (typically called 'well-known'
         *       types, listed in https://protobuf.dev/programming-guides/json/#any), the
         *       JSON format representation has a key `@type` which contains the type URL
         *       and a key `value` which contains the JSON-serialized value.
         *
         *     The text format representation of an `Any` is like a message with one field
         *     whose name is the type URL in brackets. For example, an `Any` containing a
         *     `foo.Bar` message may be written `[type.googleapis.com/foo.Bar] { a: 2 }`.
         */
        protobufAny: {
            /**
             * @description Identifies the type of the serialized Protobuf message with a URI reference
             *     consisting of a prefix ending in a slash and the fully-qualified type name.
             *
             *     Example: type.googleapis.com/google.protobuf.StringValue
             *
             *     This string must contain at least one `/` character, and the content after
             *     the last `/` must be the fully-qualified name of the type in canonical
             *     form, without a leading dot. Do not write a scheme on these URI references
             *     so that clients do not attempt to contact them.
             *
             *     The prefix is arbitrary and Protobuf implementations are expected to
             *     simply strip off everything up to and including the last `/` to identify
             *     the type. `type.googleapis.com/` is a common default prefix that some
             *     legacy implementations require. This prefix does not indicate the origin of
             *     the type, and URIs containing it are not expected to respond to any
             *     requests.
             *
             *     All type URL strings must be legal URI references with the additional
             *     restriction (for the text format) that the content of the reference
             *     must consist only of alphanumeric characters, percent-encoded escapes, and
             *     characters in the following set (not including the outer backticks):
             *     `/-.~_!$&()*+,;=`. Despite our allowing percent encodings, implementations
             *     should not unescape them to prevent confusion with existing parsers. For
             *     example, `type.googleapis.com%2FFoo` should be rejected.
             *
             *     In the original design of `Any`, the possibility of launching a type
             *     resolution service at these type URLs was considered but Protobuf never
             *     implemented one and considers contacting these URLs to be problematic and
             *     a potential security issue. Do not attempt to contact type URLs.
             */
            "@type": string;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description AccountState is whether an account may be used.
         *
         *      - ACCOUNT_STATE_DISABLED: 停用, by an operator or because it was erased.
         * @default ACCOUNT_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1AccountState: "ACCOUNT_STATE_UNSPECIFIED" | "ACCOUNT_STATE_ACTIVE" | "ACCOUNT_STATE_DISABLED";
        v1Address: {
            /** Format: int64 */
            addressId: string;
            contactName: string;
            phone: string;
            province: string;
            city: string;
            district: string;
            /** @description Street and building, as the map names the point. */
            street: string;
            /** @description Floor and door. */
            door: string;
            point?: components["schemas"]["v1Point"];
            isDefault: boolean;
            /** 家, 公司, … */
            label: string;
        };
        v1AdjustLine: {
            /** Format: int64 */
            skuId: string;
            /**
             * Format: int64
             * @description Receive: > 0. Damage: < 0. Count: the number counted, >= 0.
             */
            quantity: string;
        };
        v1AdjustStockResponse: {
            items: components["schemas"]["v1StockLevel"][];
        };
        /**
         * @description AgeCheck is how the recipient's age was established.
         *
         *      - AGE_CHECK_EVIDENT: Plainly an adult.
         *      - AGE_CHECK_ID_SHOWN: 已查验身份证: an ID was shown.
         * @default AGE_CHECK_UNSPECIFIED
         * @enum {string}
         */
        v1AgeCheck: "AGE_CHECK_UNSPECIFIED" | "AGE_CHECK_EVIDENT" | "AGE_CHECK_ID_SHOWN";
        /** @description Alert is a rule that was broken for a while. */
        v1Alert: {
            /** Format: int64 */
            alertId: string;
            /** Format: int64 */
            ruleId: string;
            /** @description As the rule was when it opened. */
            ruleName: string;
            measure: components["schemas"]["v1Measure"];
            comparison: components["schemas"]["v1Comparison"];
            /** Format: int64 */
            threshold: string;
            /**
             * Format: int64
             * @description 0: all stores together.
             */
            storeId: string;
            storeName: string;
            /**
             * Format: int64
             * @description What the measure was when it opened.
             */
            value: string;
            /** Format: date-time */
            openTime?: string;
            /**
             * Format: date-time
             * @description Unset while it is open.
             */
            closeTime?: string;
            /**
             * Format: date-time
             * @description Unset until somebody takes care.
             */
            acknowledgeTime?: string;
            /** Format: int64 */
            acknowledgedBy: string;
        };
        /** @description AlertRule is what should not be. */
        v1AlertRule: {
            /** Format: int64 */
            ruleId: string;
            name: string;
            measure: components["schemas"]["v1Measure"];
            /** Format: int32 */
            windowMinutes: number;
            comparison: components["schemas"]["v1Comparison"];
            /**
             * Format: int64
             * @description Fen, seconds, parts of ten thousand or pieces, as the measure has it.
             */
            threshold: string;
            /**
             * Format: int32
             * @description How many confirmed orders there must be within the window, so that one does not make a rate.
             */
            leastOrders: number;
            /** @description Each store is looked at by itself. */
            perStore: boolean;
            enabled: boolean;
            /**
             * Format: int32
             * @description It is looked at between these hours of China's day only; equal: always.
             */
            startHour: number;
            /** Format: int32 */
            endHour: number;
            /** Format: int64 */
            version: string;
            /** @description The caller is told when it is broken. */
            watched: boolean;
        };
        v1Application: {
            /** Format: int64 */
            applicationId: string;
            /**
             * Format: int64
             * @description The merchant that it changes, or that came of it; 0: none yet.
             */
            merchantId: string;
            state: components["schemas"]["v1ApplicationState"];
            /** Format: int64 */
            version: string;
            /** Format: int64 */
            applicantId: string;
            /** Format: int64 */
            reviewerId: string;
            facts?: components["schemas"]["v1Facts"];
            confidential?: components["schemas"]["v1Confidential"];
            /** @description Why it was returned, field by field. */
            returned: components["schemas"]["v1FieldReason"][];
            /** @description Why it was rejected. */
            reason: string;
            /** Format: date-time */
            createTime?: string;
            /** Format: date-time */
            submitTime?: string;
            /** Format: date-time */
            decideTime?: string;
            /** Format: date-time */
            updateTime?: string;
            /** @description It changes a merchant that was there. */
            change: boolean;
        };
        /**
         * @description ApplicationState is how far an application is.
         *
         *      - APPLICATION_STATE_DRAFT: 草稿
         *      - APPLICATION_STATE_SUBMITTED: 待审核
         *      - APPLICATION_STATE_RETURNED: 退回修改
         *      - APPLICATION_STATE_APPROVED: 已通过，开通中
         *      - APPLICATION_STATE_OPENED: 已开通
         *      - APPLICATION_STATE_REJECTED: 未通过
         *      - APPLICATION_STATE_WITHDRAWN: 已撤回
         * @default APPLICATION_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1ApplicationState: "APPLICATION_STATE_UNSPECIFIED" | "APPLICATION_STATE_DRAFT" | "APPLICATION_STATE_SUBMITTED" | "APPLICATION_STATE_RETURNED" | "APPLICATION_STATE_APPROVED" | "APPLICATION_STATE_OPENED" | "APPLICATION_STATE_REJECTED" | "APPLICATION_STATE_WITHDRAWN";
        /** @description AssortmentEntry is a SKU as the store lists it, or could. Amounts in fen. */
        v1AssortmentEntry: {
            /** Format: int64 */
            skuId: string;
            /** Format: int64 */
            productId: string;
            name: string;
            spec: string;
            imageUrl: string;
            barcode: string;
            /** Format: int64 */
            categoryId: string;
            listed: boolean;
            inStock: boolean;
            /**
             * Format: int64
             * @description What the store's customers pay.
             */
            price: string;
            /**
             * Format: int64
             * @description The store's own price; 0 where it keeps the platform's.
             */
            ownPrice: string;
            /** Format: int64 */
            listPrice: string;
            /**
             * Format: int64
             * @description What the store's customers pay where the store has no price of its own.
             */
            platformPrice: string;
        };
        v1AssortmentItem: {
            /** Format: int64 */
            skuId: string;
            listed: boolean;
            /**
             * Format: int64
             * @description Fen; 0: the SKU's own price.
             */
            price: string;
        };
        v1Attribute: {
            key: string;
            name: string;
            /** @description As shown: 53.0%vol, 2019, 酱香型. */
            value: string;
        };
        /** @description AttributeDef declares a typed attribute of the products of a category. */
        v1AttributeDef: {
            key: string;
            name: string;
            type: components["schemas"]["v1AttributeType"];
            unit: string;
            required: boolean;
            options: string[];
        };
        /**
         * @description AttributeType is how an attribute's value is read.
         *
         *      - ATTRIBUTE_TYPE_INTEGER: A whole number in the attribute's unit.
         *      - ATTRIBUTE_TYPE_PERMILLE: Tenths of a percent, as alcohol is given: 530 is 53.0 %vol.
         *      - ATTRIBUTE_TYPE_CHOICE: One of the listed options.
         *      - ATTRIBUTE_TYPE_YEAR: A year, as a vintage.
         * @default ATTRIBUTE_TYPE_UNSPECIFIED
         * @enum {string}
         */
        v1AttributeType: "ATTRIBUTE_TYPE_UNSPECIFIED" | "ATTRIBUTE_TYPE_TEXT" | "ATTRIBUTE_TYPE_INTEGER" | "ATTRIBUTE_TYPE_PERMILLE" | "ATTRIBUTE_TYPE_CHOICE" | "ATTRIBUTE_TYPE_YEAR";
        v1AuditEntry: {
            /** Format: int64 */
            entryId: string;
            /** Format: int64 */
            actorId: string;
            actorName: string;
            permission: string;
            /** @description What the permission is called. */
            title: string;
            method: string;
            /** Format: int64 */
            storeId: string;
            /** Format: int64 */
            targetId: string;
            /** @description JSON texts. */
            request: string;
            before: string;
            after: string;
            reason: string;
            /** @description OK, or the reason of the refusal. */
            outcome: string;
            address: string;
            agent: string;
            requestId: string;
            /** Format: date-time */
            createTime?: string;
        };
        /** @description AuditFilter chooses records; what is unset chooses all. */
        v1AuditFilter: {
            /** Format: int64 */
            actorId: string;
            permission: string;
            /**
             * Format: int64
             * @description What the call was about, as its request named it first.
             */
            targetId: string;
            /**
             * Format: date-time
             * @description From here on, and before there.
             */
            startTime?: string;
            /** Format: date-time */
            endTime?: string;
        };
        v1Availability: {
            /** Format: int64 */
            skuId: string;
            /**
             * Format: int32
             * @description At most 99: more is nobody's business.
             */
            available: number;
        };
        v1BindPhoneRequest: {
            code: string;
        };
        v1Brand: {
            /** Format: int64 */
            brandId: string;
            code: string;
            name: string;
            origin: string;
            synonyms: string[];
        };
        v1BrandRow: {
            brand?: components["schemas"]["v1Brand"];
            /** Format: int32 */
            productCount: number;
            /** Format: int32 */
            publishedCount: number;
            hidden: boolean;
        };
        /**
         * @description CancelReason is why an order ended.
         *
         *      - CANCEL_REASON_ACCEPT_TIMEOUT: The store did not answer in time.
         *      - CANCEL_REASON_STOCK_LOST: The stock was gone when the payment came.
         *      - CANCEL_REASON_AGE_REFUSED: The person at the door is a minor or would not show an ID.
         *      - CANCEL_REASON_DELIVERY_REFUSED: The customer refused the goods or could not be found.
         *      - CANCEL_REASON_PLATFORM: 客服取消: an operator, for the customer or the platform.
         * @default CANCEL_REASON_UNSPECIFIED
         * @enum {string}
         */
        v1CancelReason: "CANCEL_REASON_UNSPECIFIED" | "CANCEL_REASON_CUSTOMER" | "CANCEL_REASON_PAYMENT_TIMEOUT" | "CANCEL_REASON_STORE" | "CANCEL_REASON_ACCEPT_TIMEOUT" | "CANCEL_REASON_STOCK_LOST" | "CANCEL_REASON_AGE_REFUSED" | "CANCEL_REASON_DELIVERY_REFUSED" | "CANCEL_REASON_PLATFORM";
        v1Cart: {
            stores: components["schemas"]["v1CartStore"][];
            /** Format: int32 */
            pieceCount: number;
        };
        v1CartItem: {
            /** Format: int64 */
            storeId: string;
            /** Format: int64 */
            skuId: string;
            /** Format: int64 */
            quantity: string;
            /** @description Why it cannot be bought now; empty where it can: DELISTED, UNKNOWN; STORE_CLOSED where it can be ordered for a slot only. */
            invalidReason: string;
            name: string;
            spec: string;
            imageUrl: string;
            /**
             * Format: int64
             * @description Fen, now.
             */
            price: string;
            /**
             * Format: int64
             * @description Fen, when it was put in. Differs where the price changed.
             */
            priceWhenAdded: string;
            /** Format: int64 */
            productId: string;
        };
        v1CartStore: {
            /** Format: int64 */
            storeId: string;
            storeName: string;
            items: components["schemas"]["v1CartItem"][];
            /**
             * Format: int64
             * @description Fen, of the items that can be bought.
             */
            goodsAmount: string;
        };
        v1CatalogueProduct: {
            row?: components["schemas"]["v1CatalogueProductRow"];
            content?: components["schemas"]["v1ProductContent"];
            /** @description SKUs that were withdrawn: their codes belong to this product. */
            withdrawnSkus: components["schemas"]["v1PutSku"][];
            proposal?: components["schemas"]["v1Revision"];
            /** @description Whether somebody else than its author must publish a proposal. */
            fourEyes: boolean;
        };
        /** @description CatalogueProductRow is a product as operators' lists show it. Amounts in fen. */
        v1CatalogueProductRow: {
            /** Format: int64 */
            productId: string;
            code: string;
            name: string;
            subtitle: string;
            imageUrl: string;
            /** Format: int64 */
            categoryId: string;
            categoryName: string;
            /** Format: int64 */
            brandId: string;
            brandName: string;
            state: components["schemas"]["v1ProductState"];
            proposalState: components["schemas"]["v1RevisionState"];
            /** Format: int64 */
            proposalId: string;
            /** Format: int64 */
            priceMin: string;
            /** Format: int64 */
            priceMax: string;
            /** Format: int32 */
            skuCount: number;
            /** Format: int64 */
            sold: string;
            /** Format: int64 */
            version: string;
            /** Format: date-time */
            updateTime?: string;
        };
        v1Category: {
            /** Format: int64 */
            categoryId: string;
            code: string;
            name: string;
            /**
             * Format: int64
             * @description 0 at the root.
             */
            parentId: string;
            /** Format: int32 */
            sort: number;
            iconUrl: string;
            /** @description Liquor needs the age gate, a licence and an ABV; ice and glasses do not. */
            liquor: boolean;
            attributes: components["schemas"]["v1AttributeDef"][];
        };
        /** @description CategoryNode is a category as its keepers see it. */
        v1CategoryNode: {
            category?: components["schemas"]["v1Category"];
            /** @description What it inherits from its parents. */
            inherited: components["schemas"]["v1AttributeDef"][];
            /** @description Whether it or one of its parents is liquor. */
            liquor: boolean;
            /**
             * Format: int32
             * @description With those of the categories below it.
             */
            productCount: number;
            /** Format: int32 */
            publishedCount: number;
            hidden: boolean;
        };
        /** @description CellError is what is wrong with one cell. */
        v1CellError: {
            /** @description C7; a whole row is named by its first cell. */
            cell: string;
            /** Format: int32 */
            row: number;
            /** @description The column's title. */
            column: string;
            /** @description In Chinese. */
            message: string;
        };
        /**
         * @description - CELL_KIND_FEN: Written in yuan.
         *      - CELL_KIND_TIME: Written in China's time.
         *      - CELL_KIND_GOODS: Of a SKU what it is called, of one that is not known its number.
         * @default CELL_KIND_UNSPECIFIED
         * @enum {string}
         */
        v1CellKind: "CELL_KIND_UNSPECIFIED" | "CELL_KIND_TEXT" | "CELL_KIND_FEN" | "CELL_KIND_TIME" | "CELL_KIND_NUMBER" | "CELL_KIND_GOODS";
        v1Certificate: {
            /** Format: int64 */
            certificateId: string;
            /** Format: date-time */
            requestTime?: string;
            /** Format: date-time */
            eraseTime?: string;
            erasures: components["schemas"]["v1Erasure"][];
            /** @description The same, signed: a compact JWS by a key that /.well-known/jwks.json publishes. */
            signed: string;
        };
        v1ChangePasswordRequest: {
            oldPassword: string;
            otp: string;
            newPassword: string;
        };
        v1ChangeProductsResponse: {
            /** @description In the order of the request. */
            outcomes: components["schemas"]["v1ProductOutcome"][];
        };
        /**
         * @description Chart is how a report is drawn.
         * @default CHART_UNSPECIFIED
         * @enum {string}
         */
        v1Chart: "CHART_UNSPECIFIED" | "CHART_TABLE" | "CHART_LINE" | "CHART_BAR" | "CHART_PIE";
        v1CheckImportRequest: {
            /**
             * Format: byte
             * @description At most 5 MB and 5,000 rows.
             */
            content: string;
        };
        /** @description Client is a program that people may sign in to with their account here (接入应用). */
        v1Client: {
            /** Format: int64 */
            clientId: string;
            name: string;
            kind: components["schemas"]["v1ClientKind"];
            /** @description Our own: nobody is asked whether it may know who they are. */
            firstParty: boolean;
            people: components["schemas"]["v1ClientPeople"];
            /** @description Where people are sent back to, letter for letter: https, or http on the same machine. */
            redirectUris: string[];
            /** @description Where people are sent after signing out. */
            logoutUris: string[];
            /** @description What it may ask for: openid, profile, phone, offline_access; a server: names of its own. */
            scopes: string[];
            disabled: boolean;
            /** Format: int64 */
            version: string;
            /** Format: date-time */
            createTime?: string;
        };
        /**
         * @description ClientKind says how a program proves that it is itself.
         *
         *      - CLIENT_KIND_WEB: 网站: has a server that keeps a secret.
         *      - CLIENT_KIND_PUBLIC: 浏览器或手机里的应用: cannot keep a secret.
         *      - CLIENT_KIND_SERVER: 服务端: acts for itself with its secret, and nobody signs in to it.
         * @default CLIENT_KIND_UNSPECIFIED
         * @enum {string}
         */
        v1ClientKind: "CLIENT_KIND_UNSPECIFIED" | "CLIENT_KIND_WEB" | "CLIENT_KIND_PUBLIC" | "CLIENT_KIND_SERVER";
        /**
         * @description ClientPeople says who may sign in to a program.
         *
         *      - CLIENT_PEOPLE_CUSTOMERS: 顾客
         *      - CLIENT_PEOPLE_STAFF: 员工: operators, store staff and couriers.
         *      - CLIENT_PEOPLE_ALL: 所有人
         * @default CLIENT_PEOPLE_UNSPECIFIED
         * @enum {string}
         */
        v1ClientPeople: "CLIENT_PEOPLE_UNSPECIFIED" | "CLIENT_PEOPLE_CUSTOMERS" | "CLIENT_PEOPLE_STAFF" | "CLIENT_PEOPLE_ALL";
        v1ClientWithSecret: {
            client?: components["schemas"]["v1Client"];
            /** @description Empty where the program has none, or was shown it before. */
            secret: string;
        };
        /**
         * @default COMPARISON_UNSPECIFIED
         * @enum {string}
         */
        v1Comparison: "COMPARISON_UNSPECIFIED" | "COMPARISON_ABOVE" | "COMPARISON_BELOW";
        /** @description Confidential is what is sealed at rest, and masked in answers. */
        v1Confidential: {
            contactName: string;
            contactPhone: string;
            /** 开户名, 开户行, 账号 */
            accountName: string;
            accountBank: string;
            accountNumber: string;
        };
        v1ConfirmAgeRequest: {
            /** @description The person states: 我已年满 18 周岁. False is refused. */
            adult: boolean;
            /** @description The version of the notice that was shown. */
            noticeVersion: string;
        };
        v1ConfirmTotpRequest: {
            code: string;
        };
        v1ConfirmTotpResponse: {
            recoveryCodes: string[];
        };
        v1Consent: {
            /** Format: int64 */
            consentId: string;
            kind: components["schemas"]["v1ConsentKind"];
            version: string;
            granted: boolean;
            /** Format: date-time */
            createTime?: string;
        };
        /**
         * @description ConsentKind is what a person may agree to.
         *
         *      - CONSENT_KIND_PRIVACY: 酒类购买须知与隐私说明: what every customer agrees to by signing in.
         *      - CONSENT_KIND_MARKETING: 优惠与新品通知: asked separately, taken back at any time (个人信息保护法 §14–16).
         * @default CONSENT_KIND_UNSPECIFIED
         * @enum {string}
         */
        v1ConsentKind: "CONSENT_KIND_UNSPECIFIED" | "CONSENT_KIND_PRIVACY" | "CONSENT_KIND_MARKETING";
        /** @description Corner is a corner of an area in GCJ-02, as all places of the platform. */
        v1Corner: {
            /** Format: int32 */
            latE6: number;
            /** Format: int32 */
            lngE6: number;
        };
        /**
         * @description CountCover is which SKUs a sheet covers.
         *
         *      - COUNT_COVER_ALL: 全部: what the store lists, or has in its books.
         *      - COUNT_COVER_CATEGORY: 分类: of those, a category with those below it.
         *      - COUNT_COVER_CHOSEN: 指定商品
         * @default COUNT_COVER_UNSPECIFIED
         * @enum {string}
         */
        v1CountCover: "COUNT_COVER_UNSPECIFIED" | "COUNT_COVER_ALL" | "COUNT_COVER_CATEGORY" | "COUNT_COVER_CHOSEN";
        v1CountLineResponse: {
            line?: components["schemas"]["inventoryV1CountLine"];
            /**
             * Format: int32
             * @description Of the sheet.
             */
            lineCount: number;
            /** Format: int32 */
            countedCount: number;
        };
        /**
         * @description CountLineShow is which lines of a sheet are wanted.
         *
         *      - COUNT_LINE_SHOW_UNCOUNTED: 未盘
         *      - COUNT_LINE_SHOW_COUNTED: 已盘
         *      - COUNT_LINE_SHOW_DIFFERENT: 有差异: counted, and not what the books said. Not told of a blind sheet that is open.
         *      - COUNT_LINE_SHOW_REFUSED: 未能入账
         * @default COUNT_LINE_SHOW_UNSPECIFIED
         * @enum {string}
         */
        v1CountLineShow: "COUNT_LINE_SHOW_UNSPECIFIED" | "COUNT_LINE_SHOW_UNCOUNTED" | "COUNT_LINE_SHOW_COUNTED" | "COUNT_LINE_SHOW_DIFFERENT" | "COUNT_LINE_SHOW_REFUSED";
        v1CountOpenOrdersResponse: {
            stores: components["schemas"]["v1OpenOrders"][];
        };
        v1CountSheet: {
            /** Format: int64 */
            sheetId: string;
            /** Format: int64 */
            storeId: string;
            name: string;
            cover: components["schemas"]["v1CountCover"];
            /**
             * Format: int64
             * @description 0 where it is not of a category.
             */
            categoryId: string;
            /** @description 盲盘: who counts is not told what the books say. */
            blind: boolean;
            state: components["schemas"]["v1CountSheetState"];
            /** Format: int32 */
            lineCount: number;
            /** Format: int32 */
            countedCount: number;
            /** Format: int64 */
            openedBy: string;
            /** Format: date-time */
            openTime?: string;
            /**
             * Format: int64
             * @description 0 and unset until somebody submitted it.
             */
            submittedBy: string;
            /** Format: date-time */
            submitTime?: string;
            /**
             * Format: int64
             * @description Who approved, returned or cancelled it last.
             */
            reviewedBy: string;
            /** Format: date-time */
            reviewTime?: string;
            /** @description Why it was returned or cancelled. */
            reason: string;
            /**
             * Format: int64
             * @description What was found too many and too few is worth, in fen at the prices of the opening; both 0 or more, known since it was submitted.
             */
            overValue: string;
            /** Format: int64 */
            shortValue: string;
            /** Format: int32 */
            differentCount: number;
            /** Format: int32 */
            postedCount: number;
            /** Format: int32 */
            refusedCount: number;
            /**
             * Format: int64
             * @description Names what was looked at to those who act on it; a count does not change it.
             */
            version: string;
            /** @description Somebody else than who submitted it must approve it. */
            secondPerson: boolean;
        };
        v1CountSheetServiceCountLineBody: {
            /** Format: int64 */
            quantity: string;
        };
        /**
         * @description CountSheetState is where a sheet stands.
         *
         *      - COUNT_SHEET_STATE_OPEN: 盘点中: also after it was returned, or where some lines could not be posted.
         *      - COUNT_SHEET_STATE_SUBMITTED: 待审核
         *      - COUNT_SHEET_STATE_POSTING: 入账中: approved; its differences are being posted.
         *      - COUNT_SHEET_STATE_POSTED: 已入账
         *      - COUNT_SHEET_STATE_CANCELLED: 已作废
         * @default COUNT_SHEET_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1CountSheetState: "COUNT_SHEET_STATE_UNSPECIFIED" | "COUNT_SHEET_STATE_OPEN" | "COUNT_SHEET_STATE_SUBMITTED" | "COUNT_SHEET_STATE_POSTING" | "COUNT_SHEET_STATE_POSTED" | "COUNT_SHEET_STATE_CANCELLED";
        v1Courier: {
            /** Format: int64 */
            courierId: string;
            onDuty: boolean;
            /** Format: int32 */
            openJobs: number;
        };
        v1CourierAt: {
            /** Format: int64 */
            courierId: string;
            /** Format: int32 */
            latE6: number;
            /** Format: int32 */
            lngE6: number;
            /** Format: date-time */
            time?: string;
            /**
             * Format: int32
             * @description How many jobs they carry.
             */
            openJobs: number;
            state: components["schemas"]["v1CourierState"];
            /**
             * Format: int32
             * @description How long ago they were seen there, in seconds.
             */
            ageSeconds: number;
            /** @description Too long ago to be believed. */
            stale: boolean;
        };
        v1CourierCase: {
            courier?: components["schemas"]["v1CourierEntry"];
            position?: components["schemas"]["v1CourierPosition"];
            days: components["schemas"]["v1DayEarnings"][];
        };
        v1CourierEntry: {
            /** Format: int64 */
            courierId: string;
            onDuty: boolean;
            /** Format: int32 */
            openJobs: number;
            /**
             * Format: date-time
             * @description When the courier's position was last written down; unset: never, or it was forgotten.
             */
            positionTime?: string;
            /**
             * Format: int32
             * @description What ended today, UTC+8.
             */
            deliveredCount: number;
            /** Format: int32 */
            returnedCount: number;
            /**
             * Format: int32
             * @description How many of the delivered ones were at the door within an hour, or before the end of their slot.
             */
            onTimeCount: number;
            /** Format: int64 */
            reward: string;
        };
        v1CourierPosition: {
            /** Format: int32 */
            latE6: number;
            /** Format: int32 */
            lngE6: number;
            /** Format: date-time */
            time?: string;
        };
        /**
         * @description CourierState is what a courier on duty can still take.
         *
         *      - COURIER_STATE_IDLE: 空闲: carries nothing.
         *      - COURIER_STATE_CARRYING: 配送中: carries something, and may take more.
         *      - COURIER_STATE_FULL: 已满: carries as much as allowed.
         * @default COURIER_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1CourierState: "COURIER_STATE_UNSPECIFIED" | "COURIER_STATE_IDLE" | "COURIER_STATE_CARRYING" | "COURIER_STATE_FULL";
        v1CreateAlertRuleRequest: {
            name: string;
            measure: components["schemas"]["v1Measure"];
            /** Format: int32 */
            windowMinutes: number;
            comparison: components["schemas"]["v1Comparison"];
            /** Format: int64 */
            threshold: string;
            /** Format: int32 */
            leastOrders: number;
            perStore: boolean;
            enabled: boolean;
            /** Format: int32 */
            startHour: number;
            /** Format: int32 */
            endHour: number;
        };
        v1CreateApplicationRequest: {
            facts?: components["schemas"]["v1Facts"];
            confidential?: components["schemas"]["v1Confidential"];
            /** Format: int64 */
            merchantId: string;
        };
        v1CreateExportRequest: {
            /** @description One of ListSources. */
            source: string;
            /** @description The list's request as JSON, without its page. */
            query: string;
            columns: components["schemas"]["v1ExportColumn"][];
            format: components["schemas"]["v1ExportFormat"];
            /** @description Without the ending. */
            fileName: string;
        };
        v1CreateReportRequest: {
            name: string;
            definition?: components["schemas"]["v1ReportDefinition"];
            shared: boolean;
            schedule?: components["schemas"]["v1Schedule"];
        };
        v1CreateStaffRequest: {
            username: string;
            password: string;
            name: string;
            roles: components["schemas"]["v1Role"][];
            storeIds: string[];
        };
        v1CustomerFigures: {
            /** Format: int64 */
            userId: string;
            /** Format: int32 */
            orderCount: number;
            /** Format: int32 */
            completedCount: number;
            /** Format: int32 */
            cancelledCount: number;
            /**
             * Format: int64
             * @description Fen: of orders that were delivered or completed, less what went back.
             */
            spentAmount: string;
            /** Format: date-time */
            lastOrderTime?: string;
            /** @description There are more orders than were read. */
            more: boolean;
        };
        /** @description Dashboard is how business goes now. */
        v1Dashboard: {
            /** Format: date-time */
            time?: string;
            today?: components["schemas"]["v1Figures"];
            yesterday?: components["schemas"]["v1Figures"];
            yesterdayWhole?: components["schemas"]["v1Figures"];
            /** @description How many orders stand where now. */
            states: components["schemas"]["dajiuAnalyticsV1StateCount"][];
            /** @description By hour since midnight: today's, and yesterday's whole day. */
            hours: components["schemas"]["v1TimePoint"][];
            yesterdayHours: components["schemas"]["v1TimePoint"][];
            /** @description The last 60 minutes, the current one included. */
            minutes: components["schemas"]["v1TimePoint"][];
            /** @description The best of today by GMV, at most ten each. */
            topStores: components["schemas"]["v1Ranked"][];
            topProducts: components["schemas"]["v1Ranked"][];
            /**
             * Format: int32
             * @description Couriers who brought something today.
             */
            activeCouriers: number;
            /** @description Stores in reach with where they are and how they do today, at most 500. */
            stores: components["schemas"]["dajiuAnalyticsV1StoreFigures"][];
        };
        /**
         * @description DataScope is how far a grant of a staff role reaches (数据范围).
         *
         *      - DATA_SCOPE_OWN: 本人: what belongs to the person, as a courier's jobs do.
         *      - DATA_SCOPE_STORE: 门店: some stores.
         *      - DATA_SCOPE_MERCHANT: 商家: all stores of some merchants.
         *      - DATA_SCOPE_REGION: 区域: all stores within some administrative divisions, by their codes of six digits: 510104 is a district, 510100
         *     its city, 510000 its province.
         *      - DATA_SCOPE_ALL: 全部
         * @default DATA_SCOPE_UNSPECIFIED
         * @enum {string}
         */
        v1DataScope: "DATA_SCOPE_UNSPECIFIED" | "DATA_SCOPE_OWN" | "DATA_SCOPE_STORE" | "DATA_SCOPE_MERCHANT" | "DATA_SCOPE_REGION" | "DATA_SCOPE_ALL";
        /** @description DayEarnings are of the jobs that ended on a day of business (UTC+8). Amounts in fen. */
        v1DayEarnings: {
            /** @description Such as 2026-11-25. */
            date: string;
            /** Format: int32 */
            deliveredCount: number;
            /**
             * Format: int32
             * @description Refused at the door and brought back, which is paid as well.
             */
            returnedCount: number;
            /** Format: int64 */
            reward: string;
            /**
             * Format: int64
             * @description The cash that was collected for the stores.
             */
            collectedAmount: string;
        };
        v1DeadLetter: {
            /** Format: int64 */
            eventId: string;
            topic: string;
            /** Format: int64 */
            key: string;
            /** @description Who published it. */
            fromService: string;
            /** Format: date-time */
            eventTime?: string;
            /** Format: date-time */
            failTime?: string;
            /** Format: int32 */
            attempts: number;
            error: string;
            requestId: string;
        };
        v1DeclineOfferResponse: Record<string, never>;
        v1DeleteAlertRuleResponse: Record<string, never>;
        v1DeleteReportResponse: Record<string, never>;
        v1Deletion: {
            state: components["schemas"]["v1DeletionState"];
            /** Format: date-time */
            requestTime?: string;
            /**
             * Format: date-time
             * @description Until when it can be withdrawn.
             */
            dueTime?: string;
            /** @description By which the certificate is found once there is no account any more. Only RequestDeletion answers it. */
            certificateCode: string;
            obstacles: components["schemas"]["v1Obstacle"][];
        };
        /**
         * @description DeletionState is where the closing of an account stands.
         *
         *      - DELETION_STATE_UNSPECIFIED: Nobody asked for it.
         *      - DELETION_STATE_COOLING: 冷静期: it can be withdrawn.
         *      - DELETION_STATE_ERASING: 正在注销
         *      - DELETION_STATE_DONE: 已注销
         *      - DELETION_STATE_REFUSED: When the days were over something stood in the way: an order was open.
         * @default DELETION_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1DeletionState: "DELETION_STATE_UNSPECIFIED" | "DELETION_STATE_COOLING" | "DELETION_STATE_ERASING" | "DELETION_STATE_DONE" | "DELETION_STATE_WITHDRAWN" | "DELETION_STATE_REFUSED";
        v1Delivery: {
            /** Format: int64 */
            deliveryId: string;
            /** Format: int64 */
            orderId: string;
            /** Format: int64 */
            storeId: string;
            state: components["schemas"]["v1DeliveryState"];
            pickup: boolean;
            /** Format: int64 */
            courierId: string;
            storeName: string;
            storeAddress: string;
            /** Format: int32 */
            storeLatE6: number;
            /** Format: int32 */
            storeLngE6: number;
            /** @description Where it goes; the courier and the customer see it. */
            contactName: string;
            contactPhone: string;
            dropText: string;
            /** Format: int32 */
            dropLatE6: number;
            /** Format: int32 */
            dropLngE6: number;
            /** Format: int32 */
            distanceMeters: number;
            /**
             * Format: int64
             * @description What is to be collected at the door, in fen.
             */
            collectAmount: string;
            /** Format: int64 */
            reward: string;
            ageCheck: boolean;
            ready: boolean;
            position?: components["schemas"]["v1CourierPosition"];
            /** Format: date-time */
            createTime?: string;
            /** Format: date-time */
            updateTime?: string;
            remark: string;
            /** @description The pickup code; only the customer's view carries it. */
            pickupCode: string;
            /**
             * Format: date-time
             * @description When the customer expects it; unset: as soon as possible.
             */
            slotStartTime?: string;
            /** Format: date-time */
            slotEndTime?: string;
        };
        /**
         * @description DeliveryAddress is where an order goes. The customer sees it whole; stores and operators see it masked, without
         *     coordinates, until it is revealed to them, and stores not at all any more once seven days passed since the order ended.
         */
        v1DeliveryAddress: {
            contactName: string;
            phone: string;
            text: string;
            /** Format: int32 */
            latE6: number;
            /** Format: int32 */
            lngE6: number;
        };
        v1DeliveryCase: {
            delivery?: components["schemas"]["v1Delivery"];
            /** @description Oldest first, the first 500. */
            events: components["schemas"]["v1DeliveryEvent"][];
        };
        /** @description DeliveryEvent is one thing that happened to a delivery. */
        v1DeliveryEvent: {
            /** ARRANGED, OFFERED, DECLINED, ASSIGNED, REASSIGNED, PICKED_UP, HANDED_OVER, REFUSED, RETURNED, CANCELLED, RECALLED */
            kind: string;
            /**
             * Format: int64
             * @description Whom it concerns; 0: nobody.
             */
            courierId: string;
            /**
             * Format: int64
             * @description The person who acted; 0 where it was the platform.
             */
            actorId: string;
            note: string;
            /** Format: date-time */
            time?: string;
        };
        /**
         * @description DeliveryState is where a delivery stands. docs/services/delivery.md draws the transitions.
         *
         *      - DELIVERY_STATE_SEARCHING: 待派单: no courier yet.
         *      - DELIVERY_STATE_ASSIGNED: 已派单: a courier is on the way to the store.
         *      - DELIVERY_STATE_PICKED_UP: 配送中
         *      - DELIVERY_STATE_HANDED_OVER: 已送达
         *      - DELIVERY_STATE_REFUSED: 退回中
         *      - DELIVERY_STATE_RETURNED: 已退回
         *      - DELIVERY_STATE_AWAITING_PICKUP: 待自提: waits at the counter.
         * @default DELIVERY_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1DeliveryState: "DELIVERY_STATE_UNSPECIFIED" | "DELIVERY_STATE_SEARCHING" | "DELIVERY_STATE_ASSIGNED" | "DELIVERY_STATE_PICKED_UP" | "DELIVERY_STATE_HANDED_OVER" | "DELIVERY_STATE_REFUSED" | "DELIVERY_STATE_RETURNED" | "DELIVERY_STATE_CANCELLED" | "DELIVERY_STATE_AWAITING_PICKUP";
        /**
         * @description Dimension is what figures are told apart by.
         *
         *      - DIMENSION_REGION: The district that the store lies in.
         *      - DIMENSION_HOUR_OF_DAY: 0 to 23, of the last 60 days.
         * @default DIMENSION_UNSPECIFIED
         * @enum {string}
         */
        v1Dimension: "DIMENSION_UNSPECIFIED" | "DIMENSION_STORE" | "DIMENSION_MERCHANT" | "DIMENSION_REGION" | "DIMENSION_PAY_METHOD" | "DIMENSION_FULFILMENT" | "DIMENSION_HOUR_OF_DAY" | "DIMENSION_PRODUCT" | "DIMENSION_SKU" | "DIMENSION_CATEGORY" | "DIMENSION_BRAND" | "DIMENSION_COURIER";
        /**
         * @default DUTY_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1DutyState: "DUTY_STATE_UNSPECIFIED" | "DUTY_STATE_ON" | "DUTY_STATE_OFF";
        v1EnrollTotpRequest: Record<string, never>;
        v1EnrollTotpResponse: {
            /** @description Base32, for typing in. */
            secret: string;
            /** @description otpauth://totp/…, for a picture to scan. */
            uri: string;
        };
        /** @description Erasure is what became of one kind of data. A repetition counts what is erased already again. */
        v1Erasure: {
            /** For the person: 收货人信息, 站内消息, … */
            title: string;
            /**
             * Format: int64
             * @description Rows whose personal data are gone, and rows that are kept without them.
             */
            erased: string;
            /** Format: int64 */
            kept: string;
            /** @description Why rows are kept, and for how long; empty where none are. */
            why: string;
        };
        /** @description EstimateDeliveryResponse is what a delivery would be like. Amounts in fen. */
        v1EstimateDeliveryResponse: {
            inRange: boolean;
            /** Format: int64 */
            fee: string;
            /** Format: int32 */
            distanceMeters: number;
            /**
             * Format: int32
             * @description Minutes until it would be at the door.
             */
            promiseMinutes: number;
            /**
             * 起送价
             * Format: int64
             */
            minimumAmount: string;
            /**
             * Format: int64
             * @description From this amount of goods on, delivery is free; 0: never.
             */
            freeFrom: string;
        };
        v1ExplainAccessResponse: {
            allowed: boolean;
            /** @description One sentence for people. */
            verdict: string;
            /** @description What each grant adds or fails to add. */
            reasons: components["schemas"]["ExplainAccessResponseReason"][];
        };
        v1ExportColumn: {
            /** @description The way to the value from a row, in JSON's names: storeName, address.text, lines.0.name, values.1. */
            path: string;
            title: string;
            kind: components["schemas"]["v1CellKind"];
            /** @description What codes are called; what is not among them stays as it is. */
            labels: {
                [key: string]: string;
            };
        };
        /**
         * @description - EXPORT_FORMAT_CSV: UTF-8 with a byte order mark, which Excel wants.
         * @default EXPORT_FORMAT_UNSPECIFIED
         * @enum {string}
         */
        v1ExportFormat: "EXPORT_FORMAT_UNSPECIFIED" | "EXPORT_FORMAT_XLSX" | "EXPORT_FORMAT_CSV";
        v1ExportSource: {
            name: string;
            title: string;
            /** @description The permission that reading the list takes. */
            permission: string;
        };
        /** @description Facts are what is applied with. */
        v1Facts: {
            companyName: string;
            /** @description 统一社会信用代码, GB 32100: 18 characters, the last of which checks the others. */
            creditCode: string;
            /** 法定代表人 */
            legalPerson: string;
            business?: components["schemas"]["v1Licence"];
            outlets: components["schemas"]["v1Outlet"][];
            /** @description The platform's code of the merchant; empty: the credit code. Operators only. */
            merchantCode: string;
        };
        /** @description FieldChange is one field with its value before and after, as people read them; empty: none. */
        v1FieldChange: {
            /** name, attributes.abv, skus.mt-500.price, … */
            path: string;
            before: string;
            after: string;
        };
        v1FieldReason: {
            /** @description The field's path, such as facts.outlets[0].food.number. */
            path: string;
            reason: string;
        };
        /** @description Figures are sums over a stretch of time. Amounts are fen, times average seconds, shares parts of ten thousand. */
        v1Figures: {
            /** Format: int64 */
            placed: string;
            /** Format: int64 */
            confirmed: string;
            /** Format: int64 */
            gmv: string;
            /** Format: int64 */
            pieces: string;
            /** Format: int64 */
            delivered: string;
            /** Format: int64 */
            cancelled: string;
            /** Format: int64 */
            refunds: string;
            /** Format: int64 */
            newCustomers: string;
            /** Format: int64 */
            averageOrder: string;
            /** Format: int64 */
            conversion: string;
            /** Format: int64 */
            acceptSeconds: string;
            /** Format: int64 */
            packSeconds: string;
            /** Format: int64 */
            bringSeconds: string;
            /** Format: int64 */
            totalSeconds: string;
            /**
             * Format: int64
             * @description About the middle of the times from confirmed to delivered, from counts by quarter of an hour.
             */
            medianSeconds: string;
            /** @description Deliveries by how long they took since confirmed: within 15, 30, 45, 60 minutes, and longer. */
            deliveredWithin: string[];
        };
        /**
         * @default FREQUENCY_UNSPECIFIED
         * @enum {string}
         */
        v1Frequency: "FREQUENCY_UNSPECIFIED" | "FREQUENCY_DAILY" | "FREQUENCY_WEEKLY" | "FREQUENCY_MONTHLY";
        /**
         * @description Fulfilment is how the goods reach the customer.
         *
         *      - FULFILMENT_INSTANT: 即时配送
         *      - FULFILMENT_PICKUP: 到店自提
         * @default FULFILMENT_UNSPECIFIED
         * @enum {string}
         */
        v1Fulfilment: "FULFILMENT_UNSPECIFIED" | "FULFILMENT_INSTANT" | "FULFILMENT_PICKUP";
        /**
         * @description Grain is how finely time is told apart.
         *
         *      - GRAIN_NONE: Not at all: one row for the whole period.
         *      - GRAIN_MINUTE: At most two days, of the last two.
         *      - GRAIN_HOUR: At most 31 days, of the last 60.
         *      - GRAIN_DAY: At most 400 days.
         *      - GRAIN_WEEK: At most three years. Weeks begin on Monday.
         * @default GRAIN_UNSPECIFIED
         * @enum {string}
         */
        v1Grain: "GRAIN_UNSPECIFIED" | "GRAIN_NONE" | "GRAIN_MINUTE" | "GRAIN_HOUR" | "GRAIN_DAY" | "GRAIN_WEEK" | "GRAIN_MONTH";
        /** @description Grant is a role that a member of staff has, and how far it reaches. */
        v1Grant: {
            /** Format: int64 */
            roleId: string;
            /** @description Answered, not asked for. */
            roleName: string;
            scope: components["schemas"]["v1DataScope"];
            /** @description The stores, merchants or division codes of the scope; none for OWN and ALL. */
            ids: string[];
        };
        v1GrantSubscriptionRequest: {
            kinds: string[];
        };
        v1GrantSubscriptionResponse: Record<string, never>;
        v1HeldLicence: {
            kind: components["schemas"]["v1LicenceKind"];
            /**
             * Format: int64
             * @description The store it is of; 0: the company's.
             */
            storeId: string;
            storeName: string;
            number: string;
            /**
             * Format: date-time
             * @description None: it has no end.
             */
            expireTime?: string;
        };
        v1HideBrandResponse: Record<string, never>;
        v1HideCategoryResponse: Record<string, never>;
        v1HourFigures: {
            /** Format: int32 */
            orderCount: number;
            /** Format: int64 */
            turnover: string;
        };
        /** @description Identity is a way by which an account signs in; what it is known by there is not shown. */
        v1Identity: {
            /** WECHAT, … */
            kind: string;
        };
        /** @description ImportCheck is what a workbook holds and what is wrong with it. */
        v1ImportCheck: {
            /** Format: int32 */
            rowCount: number;
            /** Format: int32 */
            productCount: number;
            /**
             * Format: int32
             * @description Of them, products that there are already.
             */
            knownCount: number;
            /** @description The first 500. */
            errors: components["schemas"]["v1CellError"][];
            /** Format: int32 */
            errorCount: number;
            marked?: components["schemas"]["v1Workbook"];
        };
        v1ImportFailure: {
            productCode: string;
            message: string;
        };
        /**
         * @description ImportMode is what becomes of the products of an import.
         *
         *      - IMPORT_MODE_SAVE: 存为提案: proposals that somebody goes on editing.
         *      - IMPORT_MODE_SUBMIT: 提交审核
         *      - IMPORT_MODE_PUBLISH: 直接上架, where four eyes are not demanded.
         * @default IMPORT_MODE_UNSPECIFIED
         * @enum {string}
         */
        v1ImportMode: "IMPORT_MODE_UNSPECIFIED" | "IMPORT_MODE_SAVE" | "IMPORT_MODE_SUBMIT" | "IMPORT_MODE_PUBLISH";
        /**
         * @description ImportState is how far an import has come.
         * @default IMPORT_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1ImportState: "IMPORT_STATE_UNSPECIFIED" | "IMPORT_STATE_RUNNING" | "IMPORT_STATE_DONE";
        v1Job: {
            name: string;
            /**
             * Format: date-time
             * @description None: not since the process began.
             */
            lastRunTime?: string;
            /** Format: int64 */
            durationMs: string;
            /**
             * Format: int64
             * @description Rows that the last run dealt with.
             */
            rowCount: string;
            /** @description Why the last run failed; empty: it did not. */
            error: string;
            /** Format: date-time */
            nextRunTime?: string;
        };
        v1JournalEntry: {
            /** Format: int64 */
            entryId: string;
            /**
             * TRADE_PAID, EXCESS_PAID, ORDER_REFUNDED, EXCESS_REFUNDED, CASH_COLLECTED, ORDER_SETTLED, CASH_REMITTED,
             *     CHANNEL_WITHDRAWN, MERCHANT_PAID_OUT
             */
            kind: string;
            /**
             * Format: int64
             * @description What it is about: a trade's, an attempt's, an order's, a refund's or a money order's id.
             */
            referenceId: string;
            postings: components["schemas"]["v1Posting"][];
            /** Format: date-time */
            time?: string;
        };
        /** @description Jwk is an Ed25519 public key as RFC 8037 writes it. */
        v1Jwk: {
            kty: string;
            crv: string;
            kid: string;
            use: string;
            alg: string;
            x: string;
        };
        v1KeepPictureRequest: {
            /** Format: byte */
            content: string;
        };
        /** @description KindVariables are the values that the wording of a kind may name. */
        v1KindVariables: {
            kind: string;
            variables: components["schemas"]["v1TemplateVariable"][];
            standard?: components["schemas"]["v1Template"];
        };
        v1Licence: {
            /** @description The number as printed. Of a business licence it is the credit code. */
            number: string;
            pictureUrl: string;
            /**
             * Format: date-time
             * @description None: it has no end (长期).
             */
            expireTime?: string;
        };
        /**
         * @description LicenceKind is what a licence allows.
         *
         *      - LICENCE_KIND_BUSINESS: 营业执照
         *      - LICENCE_KIND_FOOD: 食品经营许可证: of a store.
         *      - LICENCE_KIND_LIQUOR: 酒类零售备案: of a store.
         * @default LICENCE_KIND_UNSPECIFIED
         * @enum {string}
         */
        v1LicenceKind: "LICENCE_KIND_UNSPECIFIED" | "LICENCE_KIND_BUSINESS" | "LICENCE_KIND_FOOD" | "LICENCE_KIND_LIQUOR";
        v1ListAccountsResponse: {
            accounts: components["schemas"]["dajiuPaymentV1Account"][];
            nextPageToken: string;
        };
        v1ListAddressesResponse: {
            addresses: components["schemas"]["v1Address"][];
        };
        v1ListAlertRulesResponse: {
            rules: components["schemas"]["v1AlertRule"][];
        };
        v1ListAlertsResponse: {
            alerts: components["schemas"]["v1Alert"][];
            nextPageToken: string;
        };
        v1ListApplicationsResponse: {
            applications: components["schemas"]["v1Application"][];
            nextPageToken: string;
        };
        v1ListAssortmentResponse: {
            entries: components["schemas"]["v1AssortmentEntry"][];
            nextPageToken: string;
        };
        v1ListAuditEntriesResponse: {
            entries: components["schemas"]["v1AuditEntry"][];
            nextPageToken: string;
        };
        v1ListAvailabilityResponse: {
            items: components["schemas"]["v1Availability"][];
        };
        v1ListBrandsResponse: {
            brands: components["schemas"]["v1Brand"][];
        };
        v1ListCatalogueBrandsResponse: {
            brands: components["schemas"]["v1BrandRow"][];
            nextPageToken: string;
        };
        v1ListCatalogueProductsResponse: {
            products: components["schemas"]["v1CatalogueProductRow"][];
            nextPageToken: string;
            /** @description Over the whole catalogue, whatever is filtered. */
            counts: components["schemas"]["dajiuProductV1StateCount"][];
        };
        v1ListCategoriesResponse: {
            categories: components["schemas"]["v1Category"][];
        };
        v1ListCategoryTreeResponse: {
            categories: components["schemas"]["v1CategoryNode"][];
        };
        /** @description ListClientsResponse has all programs of the installation: at most 200. */
        v1ListClientsResponse: {
            clients: components["schemas"]["v1Client"][];
        };
        v1ListConsentsResponse: {
            consents: components["schemas"]["v1Consent"][];
        };
        v1ListCountLinesResponse: {
            lines: components["schemas"]["inventoryV1CountLine"][];
            nextPageToken: string;
        };
        v1ListCountSheetsResponse: {
            sheets: components["schemas"]["v1CountSheet"][];
            nextPageToken: string;
        };
        v1ListCourierPositionsResponse: {
            couriers: components["schemas"]["v1CourierAt"][];
            /** @description There are more than were listed. */
            more: boolean;
            /**
             * Format: int32
             * @description How many jobs a courier may carry at a time.
             */
            mostJobs: number;
        };
        v1ListCouriersResponse: {
            couriers: components["schemas"]["v1CourierEntry"][];
            nextPageToken: string;
        };
        v1ListDeadLettersResponse: {
            deadLetters: components["schemas"]["v1DeadLetter"][];
            nextPageToken: string;
        };
        v1ListEarningsResponse: {
            /** @description The present day first; days without work are there too. */
            days: components["schemas"]["v1DayEarnings"][];
        };
        v1ListIdentitiesResponse: {
            identities: components["schemas"]["v1StaffIdentity"][];
        };
        v1ListImportsResponse: {
            imports: components["schemas"]["v1ProductImport"][];
            nextPageToken: string;
        };
        v1ListJobsResponse: {
            deliveries: components["schemas"]["v1Delivery"][];
            nextPageToken: string;
        };
        v1ListJournalResponse: {
            entries: components["schemas"]["v1JournalEntry"][];
            nextPageToken: string;
        };
        v1ListKeysResponse: {
            keys: components["schemas"]["v1Jwk"][];
        };
        v1ListManagedStoresResponse: {
            stores: components["schemas"]["v1ManagedStore"][];
            nextPageToken: string;
            /**
             * Format: int32
             * @description How many match in all.
             */
            totalSize: number;
        };
        v1ListMerchantsResponse: {
            merchants: components["schemas"]["v1Merchant"][];
            nextPageToken: string;
        };
        v1ListMessagesResponse: {
            messages: components["schemas"]["v1Message"][];
            nextPageToken: string;
            /** Format: int32 */
            unreadCount: number;
        };
        v1ListMoneyOrdersResponse: {
            moneyOrders: components["schemas"]["v1MoneyOrder"][];
            nextPageToken: string;
        };
        v1ListMovementsResponse: {
            movements: components["schemas"]["v1Movement"][];
            nextPageToken: string;
        };
        v1ListMyPermissionsResponse: {
            permissions: string[];
            grants: components["schemas"]["v1Grant"][];
        };
        v1ListNearbyCouriersResponse: {
            couriers: components["schemas"]["v1NearbyCourier"][];
            /**
             * Format: int32
             * @description How many jobs a courier may carry at a time.
             */
            mostJobs: number;
        };
        v1ListNearbyStoresResponse: {
            stores: components["schemas"]["v1Store"][];
            /**
             * @description Which stores deliver there could not be asked now: in_range is true of all, and proves nothing. A preview tells, and so does
             *     placing an order.
             */
            rangeUnknown: boolean;
        };
        v1ListOffersResponse: {
            offers: components["schemas"]["v1Offer"][];
        };
        v1ListOrdersResponse: {
            /** @description Without their timelines. */
            orders: components["schemas"]["v1Order"][];
            nextPageToken: string;
        };
        v1ListOriginsResponse: {
            origins: components["schemas"]["v1Origin"][];
        };
        v1ListParametersResponse: {
            parameters: components["schemas"]["v1Parameter"][];
        };
        v1ListPaymentsResponse: {
            payments: components["schemas"]["v1Payment"][];
            nextPageToken: string;
        };
        v1ListPermissionsResponse: {
            permissions: components["schemas"]["v1Permission"][];
        };
        v1ListPriceChangesResponse: {
            changes: components["schemas"]["v1PriceChange"][];
            nextPageToken: string;
        };
        v1ListProductsResponse: {
            products: components["schemas"]["v1ProductCard"][];
            nextPageToken: string;
            /**
             * Format: int32
             * @description How many there are in all; of a search, how many it found.
             */
            totalSize: number;
        };
        v1ListProgressResponse: {
            events: components["schemas"]["v1Progress"][];
        };
        /** @description ListProvidersResponse has all of the installation: at most 20. */
        v1ListProvidersResponse: {
            providers: components["schemas"]["v1OpenIDProvider"][];
        };
        v1ListRefundsResponse: {
            refunds: components["schemas"]["v1Refund"][];
            nextPageToken: string;
        };
        v1ListReportsResponse: {
            reports: components["schemas"]["v1Report"][];
            nextPageToken: string;
        };
        v1ListRevisionsResponse: {
            revisions: components["schemas"]["v1Revision"][];
            nextPageToken: string;
        };
        v1ListRolesResponse: {
            /** @description All of them: an installation has at most 200. */
            roles: components["schemas"]["v1StaffRole"][];
        };
        v1ListSentMessagesResponse: {
            messages: components["schemas"]["v1SentMessage"][];
            nextPageToken: string;
        };
        v1ListServicesResponse: {
            services: string[];
        };
        v1ListSessionsResponse: {
            sessions: components["schemas"]["v1Session"][];
        };
        v1ListSettingsResponse: {
            settings: components["schemas"]["v1Setting"][];
        };
        v1ListSharedViewsResponse: {
            views: components["schemas"]["v1SharedView"][];
        };
        v1ListSlotsResponse: {
            slots: components["schemas"]["v1Slot"][];
        };
        v1ListSourcesResponse: {
            sources: components["schemas"]["v1ExportSource"][];
        };
        v1ListStaffResponse: {
            staff: components["schemas"]["v1Staff"][];
            nextPageToken: string;
        };
        v1ListStockResponse: {
            items: components["schemas"]["v1StockLevel"][];
            nextPageToken: string;
            /**
             * Format: int32
             * @description How many SKUs of the store are at or below their safety level, whatever was asked for; 1000 where there are more.
             */
            lowCount: number;
        };
        v1ListSubscriptionsResponse: {
            /** @description By kind. */
            subscriptions: components["schemas"]["v1Subscription"][];
        };
        v1ListTemplatesResponse: {
            templates: components["schemas"]["v1Template"][];
            /** @description What each kind's wording may name. */
            variables: components["schemas"]["v1KindVariables"][];
        };
        v1ListUsersResponse: {
            users: components["schemas"]["v1UserEntry"][];
            nextPageToken: string;
        };
        v1LoginOpenIDRequest: {
            accessToken: string;
            device: string;
        };
        v1LoginPhoneRequest: {
            phone: string;
            code: string;
            /** @description A name for the device, shown in the list of sessions. */
            device: string;
            deviceId: string;
            /** @description In WeChat, the code of wx.login: an account without a WeChat identity gets this one, so that it can pay there. */
            wechatCode: string;
        };
        v1LoginStaffRequest: {
            username: string;
            password: string;
            device: string;
            /** @description A code of the second factor, or a recovery code, where the account has one: USER_OTP_REQUIRED asks for it. */
            otp: string;
            deviceId: string;
        };
        v1LoginWechatRequest: {
            /** @description The code of wx.login, good once and for five minutes. */
            code: string;
            /** @description A name for the device, shown in the list of sessions. */
            device: string;
            /** @description What the client keeps of itself, so that it is known again: random, made once, the same in every login. */
            deviceId: string;
        };
        v1LogoutRequest: {
            refreshToken: string;
        };
        v1ManagedStore: {
            store?: components["schemas"]["v1Store"];
            merchantName: string;
            state: components["schemas"]["v1StoreState"];
            /** @description Why an operator holds it; empty where none does. */
            holdReason: string;
            suspended: boolean;
        };
        v1MarkReadRequest: {
            /** Format: int64 */
            upToMessageId: string;
        };
        v1MarkReadResponse: {
            /** Format: int32 */
            unreadCount: number;
        };
        /**
         * @description Measure is what is added up. Amounts are fen, times seconds, shares parts of ten thousand (万分比).
         *
         *      - MEASURE_PLACED: 下单数
         *      - MEASURE_CONFIRMED: 成交单数: paid online, or to be paid on delivery.
         *      - MEASURE_GMV: 成交额 (GMV)
         *      - MEASURE_PIECES: 成交件数
         *      - MEASURE_AVERAGE_ORDER: 客单价: GMV by confirmed orders.
         *      - MEASURE_CONVERSION: 支付转化率: confirmed by placed.
         *      - MEASURE_ACCEPTED: 接单数
         *      - MEASURE_DELIVERED: 送达单数
         *      - MEASURE_DELIVERED_AMOUNT: 送达金额
         *      - MEASURE_CANCELLED: 取消单数
         *      - MEASURE_CANCEL_RATE: 成交后取消率: orders cancelled after they were confirmed, by confirmed ones.
         *      - MEASURE_REFUNDS: 退款额
         *      - MEASURE_REFUNDED: 退款单数
         *      - MEASURE_NEW_CUSTOMERS: 新客数: customers whose first confirmed order it was.
         *      - MEASURE_RETURNING: 老客单数: confirmed orders that were not somebody's first.
         *      - MEASURE_ACCEPT_SECONDS: 平均接单时长: confirmed to accepted.
         *      - MEASURE_PACK_SECONDS: 平均备货时长: accepted to packed.
         *      - MEASURE_BRING_SECONDS: 平均配送时长: packed to delivered.
         *      - MEASURE_TOTAL_SECONDS: 平均履约时长: confirmed to delivered.
         *      - MEASURE_WITHIN_30: 30 分钟送达率: delivered within half an hour of being confirmed, by delivered.
         *      - MEASURE_COLLECTED: 货到付款收款额
         *      - MEASURE_GOODS_AMOUNT: 商品销售额: what confirmed orders' lines cost, without delivery fees. Of the goods.
         *      - MEASURE_GOODS_PIECES: 商品销量. Of the goods.
         *      - MEASURE_GOODS_ORDERS: 含该商品的成交单数. Of the goods.
         *      - MEASURE_GOODS_DELIVERED: 商品送达件数. Of the goods.
         *      - MEASURE_DELIVERIES: 配送单数. Of couriers.
         *      - MEASURE_REFUSALS: 拒收单数: what customers refused, or were refused. Of couriers.
         * @default MEASURE_UNSPECIFIED
         * @enum {string}
         */
        v1Measure: "MEASURE_UNSPECIFIED" | "MEASURE_PLACED" | "MEASURE_CONFIRMED" | "MEASURE_GMV" | "MEASURE_PIECES" | "MEASURE_AVERAGE_ORDER" | "MEASURE_CONVERSION" | "MEASURE_ACCEPTED" | "MEASURE_DELIVERED" | "MEASURE_DELIVERED_AMOUNT" | "MEASURE_CANCELLED" | "MEASURE_CANCEL_RATE" | "MEASURE_REFUNDS" | "MEASURE_REFUNDED" | "MEASURE_NEW_CUSTOMERS" | "MEASURE_RETURNING" | "MEASURE_ACCEPT_SECONDS" | "MEASURE_PACK_SECONDS" | "MEASURE_BRING_SECONDS" | "MEASURE_TOTAL_SECONDS" | "MEASURE_WITHIN_30" | "MEASURE_COLLECTED" | "MEASURE_GOODS_AMOUNT" | "MEASURE_GOODS_PIECES" | "MEASURE_GOODS_ORDERS" | "MEASURE_GOODS_DELIVERED" | "MEASURE_DELIVERIES" | "MEASURE_REFUSALS";
        v1Merchant: {
            /** Format: int64 */
            merchantId: string;
            code: string;
            name: string;
            creditCode: string;
            state: components["schemas"]["v1MerchantState"];
            /** @description Why it is suspended. */
            reason: string;
            /**
             * Format: int64
             * @description The application that was opened last.
             */
            applicationId: string;
            /**
             * Format: date-time
             * @description When the first of its licences ends; none: no licence ends.
             */
            firstExpireTime?: string;
            /** Format: date-time */
            createTime?: string;
            /** Format: int32 */
            storeCount: number;
            /** @description Of one merchant only. */
            licences: components["schemas"]["v1HeldLicence"][];
            facts?: components["schemas"]["v1Facts"];
            confidential?: components["schemas"]["v1Confidential"];
        };
        /**
         * @description MerchantState is whether a merchant's stores may take orders.
         *
         *      - MERCHANT_STATE_ACTIVE: 正常
         *      - MERCHANT_STATE_SUSPENDED: 停用
         * @default MERCHANT_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1MerchantState: "MERCHANT_STATE_UNSPECIFIED" | "MERCHANT_STATE_ACTIVE" | "MERCHANT_STATE_SUSPENDED";
        v1Message: {
            /** Format: int64 */
            messageId: string;
            /** ORDER_CONFIRMED, ORDER_SHIPPED, … */
            kind: string;
            title: string;
            body: string;
            /**
             * Format: int64
             * @description 0 where it is about no order.
             */
            orderId: string;
            read: boolean;
            /** Format: date-time */
            createTime?: string;
        };
        v1MoneyOrder: {
            /** Format: int64 */
            moneyOrderId: string;
            kind: components["schemas"]["v1MoneyOrderKind"];
            /**
             * Format: int64
             * @description The courier, store or merchant; 0 for a withdrawal.
             */
            partyId: string;
            /**
             * Format: int64
             * @description Fen.
             */
            amount: string;
            memo: string;
            state: components["schemas"]["v1MoneyOrderState"];
            /** Format: int64 */
            makerId: string;
            /** Format: int64 */
            checkerId: string;
            note: string;
            /** Format: date-time */
            createTime?: string;
            /** Format: date-time */
            decideTime?: string;
        };
        /**
         * @description - MONEY_ORDER_KIND_COURIER_REMITTANCE: A courier hands in the cash of deliveries: 骑手交款.
         *      - MONEY_ORDER_KIND_STORE_REMITTANCE: A store hands in the cash of its counter: 门店交款.
         *      - MONEY_ORDER_KIND_CHANNEL_WITHDRAWAL: WeChat Pay transfers to the bank: 渠道提现. What is in escrow stays.
         *      - MONEY_ORDER_KIND_MERCHANT_PAYOUT: A merchant gets what we owe them: 商户打款.
         * @default MONEY_ORDER_KIND_UNSPECIFIED
         * @enum {string}
         */
        v1MoneyOrderKind: "MONEY_ORDER_KIND_UNSPECIFIED" | "MONEY_ORDER_KIND_COURIER_REMITTANCE" | "MONEY_ORDER_KIND_STORE_REMITTANCE" | "MONEY_ORDER_KIND_CHANNEL_WITHDRAWAL" | "MONEY_ORDER_KIND_MERCHANT_PAYOUT";
        /**
         * @default MONEY_ORDER_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1MoneyOrderState: "MONEY_ORDER_STATE_UNSPECIFIED" | "MONEY_ORDER_STATE_PROPOSED" | "MONEY_ORDER_STATE_APPROVED" | "MONEY_ORDER_STATE_REJECTED" | "MONEY_ORDER_STATE_WITHDRAWN";
        v1Movement: {
            /** Format: int64 */
            movementId: string;
            kind: components["schemas"]["v1MovementKind"];
            /** Format: int64 */
            onHandDelta: string;
            /** Format: int64 */
            reservedDelta: string;
            /** Format: int64 */
            orderId: string;
            note: string;
            /** Format: int64 */
            actorId: string;
            /** Format: date-time */
            time?: string;
            /** Format: int64 */
            skuId: string;
        };
        /**
         * @description MovementKind is why stock changed.
         *
         *      - MOVEMENT_KIND_RECEIVE: 入库
         *      - MOVEMENT_KIND_RESERVE: 预占
         *      - MOVEMENT_KIND_RELEASE: 释放
         *      - MOVEMENT_KIND_COMMIT: 出库: reserved goods left the store.
         *      - MOVEMENT_KIND_RETURN: 退回: goods that had left came back.
         *      - MOVEMENT_KIND_DAMAGE: 报损
         *      - MOVEMENT_KIND_COUNT: 盘点
         * @default MOVEMENT_KIND_UNSPECIFIED
         * @enum {string}
         */
        v1MovementKind: "MOVEMENT_KIND_UNSPECIFIED" | "MOVEMENT_KIND_RECEIVE" | "MOVEMENT_KIND_RESERVE" | "MOVEMENT_KIND_RELEASE" | "MOVEMENT_KIND_COMMIT" | "MOVEMENT_KIND_RETURN" | "MOVEMENT_KIND_DAMAGE" | "MOVEMENT_KIND_COUNT";
        v1NamePeopleResponse: {
            people: components["schemas"]["v1PersonName"][];
        };
        v1NearbyCourier: {
            /** Format: int64 */
            courierId: string;
            /**
             * Format: int32
             * @description From the store, as the crow flies.
             */
            distanceMeters: number;
            /** Format: int32 */
            openJobs: number;
            state: components["schemas"]["v1CourierState"];
            /**
             * Format: date-time
             * @description When they were seen there.
             */
            time?: string;
            /** @description Declined this job, or lost it, within the last minutes. */
            declined: boolean;
        };
        /** @description Obstacle is why a person's data cannot be erased yet. */
        v1Obstacle: {
            /** ORDER_OPEN, REFUND_UNDER_WAY */
            reason: string;
            /** @description For the person. */
            message: string;
            /** Format: int64 */
            orderId: string;
        };
        v1Offer: {
            /** Format: int64 */
            deliveryId: string;
            storeName: string;
            storeAddress: string;
            /** Format: int32 */
            storeLatE6: number;
            /** Format: int32 */
            storeLngE6: number;
            /** @description The street, without the door: who has not taken the job need not know it. */
            dropText: string;
            /** Format: int32 */
            dropLatE6: number;
            /** Format: int32 */
            dropLngE6: number;
            /**
             * Format: int32
             * @description From the store to the door.
             */
            distanceMeters: number;
            /**
             * Format: int64
             * @description What the courier earns, in fen.
             */
            reward: string;
            /** Format: date-time */
            expireTime?: string;
            /**
             * Format: date-time
             * @description When the customer expects it; unset: as soon as possible.
             */
            slotStartTime?: string;
            /** Format: date-time */
            slotEndTime?: string;
        };
        /** @description OpenIDProvider is a company's sign-in that is trusted for staff (企业登录). */
        v1OpenIDProvider: {
            /** Format: int64 */
            providerId: string;
            /** @description What the button says. */
            name: string;
            issuer: string;
            clientId: string;
            /** @description Only taken, never shown. */
            clientSecret: string;
            /**
             * @description The claim that names a person for good: sub, unless the company has a better one. Never email: addresses are given to
             *     others.
             */
            claim: string;
            unknown: components["schemas"]["v1UnknownPeople"];
            disabled: boolean;
            /** Format: int64 */
            version: string;
            /** Format: date-time */
            createTime?: string;
        };
        v1OpenOrders: {
            /** Format: int64 */
            storeId: string;
            /**
             * Format: int32
             * @description Confirmed and on their way to the end, returns included.
             */
            openCount: number;
            /**
             * Format: int32
             * @description Of these, how many the store has not accepted yet.
             */
            waitingCount: number;
        };
        /**
         * @description OpenSpan is one span of opening hours in the store's local time (UTC+8), in minutes after midnight. An end
         *     at or before its start lies on the next day.
         */
        v1OpenSpan: {
            /**
             * Format: int32
             * @description 1 Monday … 7 Sunday.
             */
            weekday: number;
            /** Format: int32 */
            startMinute: number;
            /** Format: int32 */
            endMinute: number;
        };
        v1Order: {
            /** Format: int64 */
            orderId: string;
            /** Format: int64 */
            tradeId: string;
            /** Format: int64 */
            storeId: string;
            storeName: string;
            state: components["schemas"]["v1OrderState"];
            payState: components["schemas"]["v1PayState"];
            payMethod: components["schemas"]["v1PayMethod"];
            fulfilment: components["schemas"]["v1Fulfilment"];
            lines: components["schemas"]["v1OrderLine"][];
            /** Format: int64 */
            goodsAmount: string;
            /** Format: int64 */
            deliveryFee: string;
            /** Format: int64 */
            payableAmount: string;
            /** Format: int64 */
            refundedAmount: string;
            steps: components["schemas"]["v1PriceStep"][];
            address?: components["schemas"]["v1DeliveryAddress"];
            remark: string;
            /** @description 到店自提: the code to show at the counter. Only the customer sees it. */
            pickupCode: string;
            timeline: components["schemas"]["v1OrderEvent"][];
            cancelReason: components["schemas"]["v1CancelReason"];
            /** Format: date-time */
            createTime?: string;
            /**
             * Format: date-time
             * @description Until when it must be paid; unset where it need not.
             */
            payBefore?: string;
            /** Format: int64 */
            version: string;
            /** Format: int32 */
            pieceCount: number;
            /**
             * Format: date-time
             * @description Until when the store must accept it; unset where it need not.
             */
            acceptBefore?: string;
            slot?: components["schemas"]["v1PromisedSlot"];
            /**
             * Format: date-time
             * @description When the goods must be packed; unset once they left the store, or never will.
             */
            readyBefore?: string;
            /**
             * Format: int64
             * @description Whose order it is; shown to operators.
             */
            userId: string;
        };
        v1OrderCase: {
            order?: components["schemas"]["v1Order"];
            /** @description Oldest first, the latest 100; operators only. */
            notes: components["schemas"]["v1OrderNote"][];
        };
        v1OrderCategoriesRequest: {
            /**
             * Format: int64
             * @description 0: the root.
             */
            parentId: string;
            categoryIds: string[];
        };
        v1OrderEvent: {
            /** Format: int64 */
            eventId: string;
            state: components["schemas"]["v1OrderState"];
            /** @description Who did it: CUSTOMER, STORE, COURIER, OPERATOR, SYSTEM. */
            actor: string;
            note: string;
            /** Format: date-time */
            time?: string;
            /**
             * Format: int64
             * @description The person, for staff; 0 where it was time, another service, or an act from before it was kept.
             */
            actorId: string;
        };
        /** @description OrderItem is one line that the customer wants. */
        v1OrderItem: {
            /** Format: int64 */
            storeId: string;
            /** Format: int64 */
            skuId: string;
            /** Format: int64 */
            quantity: string;
        };
        v1OrderLine: {
            /** Format: int32 */
            lineNo: number;
            /** Format: int64 */
            skuId: string;
            /** Format: int64 */
            productId: string;
            name: string;
            spec: string;
            imageUrl: string;
            /** Format: int64 */
            quantity: string;
            /**
             * Format: int64
             * @description Fen each, and what the line comes to.
             */
            price: string;
            /** Format: int64 */
            listPrice: string;
            /** Format: int64 */
            amount: string;
        };
        v1OrderNote: {
            /** Format: int64 */
            noteId: string;
            /** Format: int64 */
            authorId: string;
            text: string;
            /** Format: date-time */
            time?: string;
        };
        /**
         * @description OrderState is where an order stands. docs/services/order.md draws the transitions.
         *
         *      - ORDER_STATE_PENDING_PAYMENT: 待付款
         *      - ORDER_STATE_CONFIRMED: 待接单: paid online, or to be paid on delivery.
         *      - ORDER_STATE_ACCEPTED: 已接单
         *      - ORDER_STATE_PICKING: 拣货中
         *      - ORDER_STATE_READY: 待取货: packed; waits for a courier, or for the customer.
         *      - ORDER_STATE_SHIPPED: 配送中
         *      - ORDER_STATE_DELIVERED: 已送达
         *      - ORDER_STATE_COMPLETED: 已完成
         *      - ORDER_STATE_RETURNING: 退回中: the hand-over was refused, the goods come back.
         *      - ORDER_STATE_CANCELLED: 已取消
         * @default ORDER_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1OrderState: "ORDER_STATE_UNSPECIFIED" | "ORDER_STATE_PENDING_PAYMENT" | "ORDER_STATE_CONFIRMED" | "ORDER_STATE_ACCEPTED" | "ORDER_STATE_PICKING" | "ORDER_STATE_READY" | "ORDER_STATE_SHIPPED" | "ORDER_STATE_DELIVERED" | "ORDER_STATE_COMPLETED" | "ORDER_STATE_RETURNING" | "ORDER_STATE_CANCELLED";
        v1OrderStock: {
            /** Format: int64 */
            storeId: string;
            /** HELD, CONFIRMED, COMMITTED, RETURNED, RELEASED, EXPIRED */
            state: string;
            lines: components["schemas"]["v1ReserveLine"][];
            /** Format: date-time */
            createTime?: string;
            /** Format: date-time */
            expireTime?: string;
            /** @description Oldest first. */
            movements: components["schemas"]["v1Movement"][];
        };
        v1Origin: {
            name: string;
            /**
             * Format: int32
             * @description How many products of the kind come from there.
             */
            productCount: number;
        };
        /** @description Outlet is a store that a merchant wants to open, or has. */
        v1Outlet: {
            /** @description Its code; empty: one is given. */
            code: string;
            name: string;
            address: string;
            /** Format: int32 */
            latE6: number;
            /** Format: int32 */
            lngE6: number;
            /**
             * Format: int32
             * @description The district, by its code of six digits.
             */
            region: number;
            phone: string;
            food?: components["schemas"]["v1Licence"];
            liquor?: components["schemas"]["v1Licence"];
            /**
             * Format: int64
             * @description Once it is open.
             */
            storeId: string;
        };
        v1Parameter: {
            name: string;
            unit: components["schemas"]["v1ParameterUnit"];
            /** @description What counts where nobody set it: a whole number, or one of the choices. */
            configured: string;
            /** @description What was set; none: configured counts. */
            value: string;
            /**
             * Format: int64
             * @description Bounds of a number, both included.
             */
            min: string;
            /** Format: int64 */
            max: string;
            choices: string[];
            /**
             * Format: int64
             * @description 0: nobody ever set it.
             */
            version: string;
            /** Format: int64 */
            changedBy: string;
            /** Format: date-time */
            changeTime?: string;
        };
        /**
         * @description ParameterUnit says what the value of a parameter means.
         *
         *      - PARAMETER_UNIT_CHOICE: One of a few words.
         * @default PARAMETER_UNIT_UNSPECIFIED
         * @enum {string}
         */
        v1ParameterUnit: "PARAMETER_UNIT_UNSPECIFIED" | "PARAMETER_UNIT_SECONDS" | "PARAMETER_UNIT_COUNT" | "PARAMETER_UNIT_FEN" | "PARAMETER_UNIT_METRES" | "PARAMETER_UNIT_METRES_PER_MINUTE" | "PARAMETER_UNIT_MINUTES" | "PARAMETER_UNIT_CHOICE";
        /**
         * @description PayMethod is how a trade is paid.
         *
         *      - PAY_METHOD_WECHAT: 微信支付
         *      - PAY_METHOD_ON_DELIVERY: 货到付款
         * @default PAY_METHOD_UNSPECIFIED
         * @enum {string}
         */
        v1PayMethod: "PAY_METHOD_UNSPECIFIED" | "PAY_METHOD_WECHAT" | "PAY_METHOD_ON_DELIVERY";
        v1PaySession: {
            /** Format: int64 */
            paymentId: string;
            /** Format: int64 */
            tradeId: string;
            /** Format: int64 */
            amount: string;
            state: components["schemas"]["v1PaymentState"];
            wechat?: components["schemas"]["v1WechatPayParams"];
            /** Format: date-time */
            expireTime?: string;
        };
        /**
         * @description PayState is what became of an order's money.
         * @default PAY_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1PayState: "PAY_STATE_UNSPECIFIED" | "PAY_STATE_UNPAID" | "PAY_STATE_PAID" | "PAY_STATE_REFUNDING" | "PAY_STATE_REFUNDED";
        v1Payment: {
            /** Format: int64 */
            paymentId: string;
            /** Format: int64 */
            tradeId: string;
            /** Format: int64 */
            userId: string;
            /** Format: int64 */
            amount: string;
            /** Format: int64 */
            paidAmount: string;
            /** Format: int64 */
            refundedAmount: string;
            state: components["schemas"]["v1PaymentState"];
            refunds: components["schemas"]["v1Refund"][];
            /** Format: date-time */
            createTime?: string;
            /** Format: date-time */
            payTime?: string;
        };
        /** @description PaymentAttempt is one try to pay at a channel. */
        v1PaymentAttempt: {
            /** Format: int64 */
            attemptId: string;
            channel: string;
            /** @description Our number at the channel, and the channel's for money that came. */
            number: string;
            transaction: string;
            /**
             * Format: int64
             * @description Fen.
             */
            amount: string;
            /** OPEN, CLOSING, CLOSED, PAID */
            state: string;
            /** Format: date-time */
            createTime?: string;
            /** Format: date-time */
            expireTime?: string;
            /** Format: date-time */
            payTime?: string;
            orderIds: string[];
        };
        v1PaymentCase: {
            payment?: components["schemas"]["v1Payment"];
            attempts: components["schemas"]["v1PaymentAttempt"][];
            /** @description Oldest first. */
            entries: components["schemas"]["v1JournalEntry"][];
            /**
             * Format: int64
             * @description 货到付款: what was collected for the order, in fen, and by which courier; 0: at the counter, or not yet.
             */
            collectedAmount: string;
            /** Format: int64 */
            courierId: string;
        };
        /**
         * @description PaymentState is how a trade's payment stands.
         *
         *      - PAYMENT_STATE_CLOSED: Not wanted any more, and nothing arrived.
         *      - PAYMENT_STATE_PARTLY_REFUNDED: Some of it went back.
         *      - PAYMENT_STATE_REFUNDED: All of it went back.
         * @default PAYMENT_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1PaymentState: "PAYMENT_STATE_UNSPECIFIED" | "PAYMENT_STATE_PENDING" | "PAYMENT_STATE_PAID" | "PAYMENT_STATE_CLOSED" | "PAYMENT_STATE_PARTLY_REFUNDED" | "PAYMENT_STATE_REFUNDED";
        /**
         * @description Period is which days are looked at. Days are China's.
         *
         *      - PERIOD_CUSTOM: start_date to end_date.
         * @default PERIOD_UNSPECIFIED
         * @enum {string}
         */
        v1Period: "PERIOD_UNSPECIFIED" | "PERIOD_TODAY" | "PERIOD_YESTERDAY" | "PERIOD_LAST_7_DAYS" | "PERIOD_LAST_30_DAYS" | "PERIOD_THIS_MONTH" | "PERIOD_LAST_MONTH" | "PERIOD_CUSTOM" | "PERIOD_LAST_90_DAYS";
        v1Permission: {
            name: string;
            title: string;
            /** The service that owns it: order, user, … */
            service: string;
            kinds: components["schemas"]["v1Role"][];
            /** @description It belongs to an act in a page and to no RPC. */
            button: boolean;
        };
        v1PersonName: {
            /** Format: int64 */
            userId: string;
            name: string;
            staff: boolean;
        };
        v1Picture: {
            /** @description What goes into image_url fields. */
            url: string;
            /** Format: int32 */
            width: number;
            /** Format: int32 */
            height: number;
        };
        v1PlaceOrderRequest: {
            items: components["schemas"]["v1OrderItem"][];
            fulfilment: components["schemas"]["v1Fulfilment"];
            /**
             * Format: int64
             * @description Needed unless the order is picked up.
             */
            addressId: string;
            payMethod: components["schemas"]["v1PayMethod"];
            /**
             * Format: int64
             * @description The total that the customer was shown, in fen. Where the true one differs, nothing is placed.
             */
            expectedAmount: string;
            remark: string;
            /**
             * Format: date-time
             * @description As previewed.
             */
            slotStartTime?: string;
            /** @description 立即购买: the purchase did not come from the cart, which stays as it is. Otherwise what is bought leaves the cart. */
            keepCart: boolean;
        };
        /** @description Point is a place in GCJ-02, the coordinates of Chinese maps, in millionths of a degree. */
        v1Point: {
            /** Format: int32 */
            latE6: number;
            /** Format: int32 */
            lngE6: number;
        };
        v1Posting: {
            account: string;
            /**
             * Format: int64
             * @description Fen; what is ours grows by positive amounts, what we owe by negative ones. The postings of an entry add up
             *     to zero.
             */
            amount: string;
        };
        v1Preferences: {
            /** @description Order progress by WeChat. The inbox always has it. */
            wechatOrders: boolean;
            wechatMarketing: boolean;
            /**
             * Format: int32
             * @description Minutes after midnight (UTC+8) between which WeChat stays silent, but for orders under way. Equal: never.
             */
            quietStartMinute: number;
            /** Format: int32 */
            quietEndMinute: number;
        };
        v1PreviewOrderRequest: {
            items: components["schemas"]["v1OrderItem"][];
            fulfilment: components["schemas"]["v1Fulfilment"];
            /** Format: int64 */
            addressId: string;
            /**
             * Format: date-time
             * @description When it is to be there, or is fetched: the start of a slot that the store has open; unset: now.
             */
            slotStartTime?: string;
        };
        /** @description PriceChange is a change of how a store sells a SKU. Amounts in fen; a price of 0 is the platform's. */
        v1PriceChange: {
            /** Format: int64 */
            changeId: string;
            /** Format: int64 */
            skuId: string;
            productName: string;
            spec: string;
            listedBefore: boolean;
            listedAfter: boolean;
            /** Format: int64 */
            priceBefore: string;
            /** Format: int64 */
            priceAfter: string;
            /**
             * Format: int64
             * @description 0: no person.
             */
            actorId: string;
            /** Format: date-time */
            createTime?: string;
        };
        /** @description PriceStep is one step of how a price came about: the explainable checkout. */
        v1PriceStep: {
            /** GOODS, DELIVERY_FEE, FREE_DELIVERY, … */
            code: string;
            /** @description As shown. */
            title: string;
            /**
             * Format: int64
             * @description Fen that the step adds (or, negative, takes off).
             */
            amount: string;
            /** @description APPLIED, or why not. */
            outcome: string;
        };
        v1Product: {
            /** Format: int64 */
            productId: string;
            code: string;
            /** Format: int64 */
            categoryId: string;
            /** Format: int64 */
            brandId: string;
            brandName: string;
            name: string;
            subtitle: string;
            description: string;
            imageUrls: string[];
            attributes: components["schemas"]["v1Attribute"][];
            tags: string[];
            skus: components["schemas"]["v1Sku"][];
            state: components["schemas"]["v1ProductState"];
            liquor: boolean;
            /**
             * Format: int32
             * @description Tenths of a percent; 0 where it has none.
             */
            abvPermille: number;
            /** Format: int64 */
            version: string;
            /** Format: date-time */
            updateTime?: string;
            /**
             * Format: int64
             * @description As a card's.
             */
            sold: string;
        };
        /** @description ProductCard is a product as lists show it. */
        v1ProductCard: {
            /** Format: int64 */
            productId: string;
            name: string;
            subtitle: string;
            brandName: string;
            imageUrl: string;
            /** Format: int64 */
            categoryId: string;
            /**
             * Format: int64
             * @description The cheapest listed SKU's, in fen.
             */
            price: string;
            /** Format: int64 */
            listPrice: string;
            /** Format: int64 */
            defaultSkuId: string;
            /** Format: int32 */
            skuCount: number;
            inStock: boolean;
            /** Format: int32 */
            abvPermille: number;
            tags: string[];
            /**
             * Format: int64
             * @description 月售: pieces that customers of all stores received in the last 30 days, as counted some minutes ago.
             */
            sold: string;
        };
        /** @description ProductContent is all that is said of a product, as PutProduct takes it. */
        v1ProductContent: {
            categoryCode: string;
            brandCode: string;
            name: string;
            subtitle: string;
            description: string;
            imageUrls: string[];
            attributes: {
                [key: string]: string;
            };
            tags: string[];
            /** @description A SKU that is left out is withdrawn from sale. */
            skus: components["schemas"]["v1PutSku"][];
        };
        v1ProductImport: {
            /** Format: int64 */
            importId: string;
            fileName: string;
            mode: components["schemas"]["v1ImportMode"];
            state: components["schemas"]["v1ImportState"];
            /** Format: int32 */
            totalCount: number;
            /** Format: int32 */
            doneCount: number;
            /** Format: int32 */
            failedCount: number;
            /** Format: int64 */
            authorId: string;
            /** Format: date-time */
            createTime?: string;
            /** Format: date-time */
            finishTime?: string;
            /** @description Products that could not be applied: the first 100. */
            failures: components["schemas"]["v1ImportFailure"][];
        };
        /** @description ProductOutcome is what became of one product of a bulk act. */
        v1ProductOutcome: {
            /** Format: int64 */
            productId: string;
            /** @description OK, or the reason of the refusal. */
            reason: string;
            message: string;
        };
        /**
         * @description ProductState is whether a product may be seen.
         *
         *      - PRODUCT_STATE_DRAFT: 草稿: only operators see it.
         *      - PRODUCT_STATE_PUBLISHED: 在售
         *      - PRODUCT_STATE_WITHDRAWN: 下架
         * @default PRODUCT_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1ProductState: "PRODUCT_STATE_UNSPECIFIED" | "PRODUCT_STATE_DRAFT" | "PRODUCT_STATE_PUBLISHED" | "PRODUCT_STATE_WITHDRAWN";
        v1Progress: {
            /** Format: int64 */
            eventId: string;
            /** Format: int64 */
            orderId: string;
            state: components["schemas"]["v1OrderState"];
            /** Format: date-time */
            time?: string;
        };
        /** @description PromisedSlot is when goods reach the customer, as promised at placement: 预约时段. */
        v1PromisedSlot: {
            /** Format: date-time */
            startTime?: string;
            /** Format: date-time */
            endTime?: string;
            /**
             * Format: date-time
             * @description When the store must begin, and when the goods must be packed.
             */
            beginTime?: string;
            /** Format: date-time */
            readyTime?: string;
        };
        v1ProposeMoneyOrderRequest: {
            kind: components["schemas"]["v1MoneyOrderKind"];
            /** Format: int64 */
            partyId: string;
            /**
             * Format: int64
             * @description Fen, at most ten million yuan.
             */
            amount: string;
            /** @description The bank's receipt, the day's cash sheet. */
            memo: string;
        };
        v1PublishItem: {
            /** Format: int64 */
            productId: string;
            /**
             * Format: int64
             * @description The proposal that was looked at; 0: none, the product goes on sale as it was.
             */
            revisionId: string;
        };
        v1PublishProductsRequest: {
            items: components["schemas"]["v1PublishItem"][];
        };
        v1PutSku: {
            code: string;
            spec: string;
            barcode: string;
            /** Format: int64 */
            listPrice: string;
            /** Format: int64 */
            price: string;
            /** Format: int64 */
            memberPrice: string;
            /** Format: int64 */
            cost: string;
            /** Format: int32 */
            weightGrams: number;
            /** Format: int32 */
            volumeMl: number;
        };
        v1QueryReportRequest: {
            definition?: components["schemas"]["v1ReportDefinition"];
            /**
             * Format: int32
             * @description Rows of a page, for exports; 0: as many as the definition's limit.
             */
            pageSize: number;
            pageToken: string;
        };
        v1QueryReportResponse: {
            rows: components["schemas"]["v1ReportRow"][];
            nextPageToken: string;
            /** @description Of each measure over all rows, also those that the limit cut off. */
            totals: string[];
            /** @description The limit cut rows off. */
            truncated: boolean;
            /** @description The period's first and last day. */
            startDate: string;
            endDate: string;
            /** @description What some keys are called could not be asked now: their labels are the keys. */
            unnamed: boolean;
        };
        v1Quote: {
            stores: components["schemas"]["v1StoreQuote"][];
            /** Format: int64 */
            payableAmount: string;
            /** @description What stands in the way of placing it; empty where nothing does. */
            problems: components["schemas"]["v1QuoteProblem"][];
        };
        v1QuoteLine: {
            /** Format: int64 */
            skuId: string;
            name: string;
            spec: string;
            imageUrl: string;
            /** Format: int64 */
            quantity: string;
            /** Format: int64 */
            price: string;
            /** Format: int64 */
            amount: string;
        };
        v1QuoteProblem: {
            /** Format: int64 */
            storeId: string;
            /**
             * Format: int64
             * @description 0 where it concerns the whole store.
             */
            skuId: string;
            /** @description An ErrorReason's name. */
            reason: string;
            message: string;
        };
        v1Ranked: {
            /** Format: int64 */
            id: string;
            name: string;
            /** Format: int64 */
            gmv: string;
            /** Format: int64 */
            count: string;
        };
        v1RecordConsentRequest: {
            kind: components["schemas"]["v1ConsentKind"];
            /** @description The version of the text that was shown. */
            version: string;
            /** @description False takes it back. What every customer agrees to is taken back by closing the account only: USER_CONSENT_NEEDED. */
            granted: boolean;
        };
        v1RefreshTokenRequest: {
            refreshToken: string;
        };
        v1Refund: {
            /** Format: int64 */
            refundId: string;
            /** Format: int64 */
            orderId: string;
            /** Format: int64 */
            amount: string;
            /** PENDING, ACCEPTED, SUCCESS, ABNORMAL, CLOSED */
            state: string;
            reason: string;
            /** Format: date-time */
            createTime?: string;
            /** Format: int64 */
            paymentId: string;
            /** @description What the channel said last. */
            note: string;
            /** Format: date-time */
            updateTime?: string;
        };
        /**
         * @description RefusalReason is why goods are not handed over.
         *
         *      - REFUSAL_REASON_MINOR: 未成年
         *      - REFUSAL_REASON_NO_ID: 无法出示证件
         *      - REFUSAL_REASON_REJECTED: 顾客拒收
         *      - REFUSAL_REASON_UNREACHABLE: 联系不上
         * @default REFUSAL_REASON_UNSPECIFIED
         * @enum {string}
         */
        v1RefusalReason: "REFUSAL_REASON_UNSPECIFIED" | "REFUSAL_REASON_MINOR" | "REFUSAL_REASON_NO_ID" | "REFUSAL_REASON_REJECTED" | "REFUSAL_REASON_UNREACHABLE";
        v1RemoveTotpRequest: {
            code: string;
        };
        /** @description Report is a definition with a name. */
        v1Report: {
            /** Format: int64 */
            reportId: string;
            /** Format: int64 */
            ownerId: string;
            name: string;
            definition?: components["schemas"]["v1ReportDefinition"];
            /** @description Others who may query reports see it. */
            shared: boolean;
            schedule?: components["schemas"]["v1Schedule"];
            /**
             * Format: date-time
             * @description When it runs next; unset without a schedule.
             */
            nextRunTime?: string;
            /** Format: int64 */
            version: string;
            /** Format: date-time */
            updateTime?: string;
            /** @description Whether it is the caller's own. */
            own: boolean;
        };
        /** @description ReportDefinition says what a report shows. */
        v1ReportDefinition: {
            /** @description All of one kind: of orders, of the goods, or of couriers. */
            measures: components["schemas"]["v1Measure"][];
            dimensions: components["schemas"]["v1Dimension"][];
            grain: components["schemas"]["v1Grain"];
            period: components["schemas"]["v1Period"];
            /** @description Days such as 2026-11-25, both included; with PERIOD_CUSTOM only. */
            startDate: string;
            endDate: string;
            filter?: components["schemas"]["v1ReportFilter"];
            sort: components["schemas"]["v1Measure"];
            ascending: boolean;
            /**
             * Format: int32
             * @description How many rows, 1 to 5000; 0: 500.
             */
            limit: number;
            chart: components["schemas"]["v1Chart"];
        };
        /** @description ReportFilter is whose figures are added up; what is empty does not restrict. */
        v1ReportFilter: {
            storeIds: string[];
            merchantIds: string[];
            /** @description Codes of divisions: 510104 is a district, 510100 its city, 510000 its province. */
            regions: number[];
            payMethods: components["schemas"]["v1PayMethod"][];
            fulfilments: components["schemas"]["v1Fulfilment"][];
            /** @description Of the goods. */
            categoryIds: string[];
            brandIds: string[];
        };
        v1ReportPositionRequest: {
            /** Format: int32 */
            latE6: number;
            /** Format: int32 */
            lngE6: number;
        };
        v1ReportPositionResponse: Record<string, never>;
        /** @description ReportRow is one combination of time and dimensions. */
        v1ReportRow: {
            /** @description When it begins, such as 2026-11-25, 2026-11-25 14:00 or 2026-11; empty without a grain. */
            time: string;
            /** @description One for each dimension: an id, a code or a number. */
            keys: string[];
            /** @description What the keys are called. */
            labels: string[];
            /** @description One for each measure. */
            values: string[];
        };
        v1RequestDeletionRequest: {
            /** @description The person was told what it means, and wants it. */
            understood: boolean;
        };
        v1RequestExportRequest: Record<string, never>;
        v1ReserveLine: {
            /** Format: int64 */
            skuId: string;
            /** Format: int64 */
            quantity: string;
        };
        v1RevealedAccount: {
            /** Format: int64 */
            userId: string;
            nickname: string;
            phone: string;
        };
        v1RevealedLetter: {
            /** @description The event as JSON; empty where this program does not know it. */
            event: string;
        };
        /** @description Revision is a content that a product has, had, or may come to have. */
        v1Revision: {
            /** Format: int64 */
            revisionId: string;
            /** Format: int64 */
            productId: string;
            productCode: string;
            /**
             * Format: int32
             * @description 1, 2, … of the product.
             */
            number: number;
            state: components["schemas"]["v1RevisionState"];
            content?: components["schemas"]["v1ProductContent"];
            /** @description What it changes of the content before it; of an open proposal, of the product as it is. */
            changes: components["schemas"]["v1FieldChange"][];
            /** Format: int64 */
            authorId: string;
            /**
             * Format: int64
             * @description 0: the platform's own.
             */
            merchantId: string;
            /** Format: int64 */
            reviewerId: string;
            /** @description Why it was sent back. */
            reason: string;
            /** Format: date-time */
            createTime?: string;
            /** Format: date-time */
            decideTime?: string;
            /**
             * Format: int64
             * @description The product's version that it was made on.
             */
            baseVersion: string;
        };
        /**
         * @description RevisionState is how far a proposal has come.
         *
         *      - REVISION_STATE_EDITING: 编辑中
         *      - REVISION_STATE_ON_REVIEW: 待审核
         *      - REVISION_STATE_RETURNED: 已退回
         *      - REVISION_STATE_PUBLISHED: 已生效: it became what the product is.
         *      - REVISION_STATE_DISCARDED: 已放弃, or replaced by a later one.
         * @default REVISION_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1RevisionState: "REVISION_STATE_UNSPECIFIED" | "REVISION_STATE_EDITING" | "REVISION_STATE_ON_REVIEW" | "REVISION_STATE_RETURNED" | "REVISION_STATE_PUBLISHED" | "REVISION_STATE_DISCARDED";
        /**
         * @description Role is what a caller acts as. A caller may be several. It bounds what an RPC may be permitted to at all; which of its
         *     permissions a member of staff holds is said by the staff roles (岗位角色) that they were granted.
         *
         *      - ROLE_CONSUMER: 消费者
         *      - ROLE_MERCHANT: 商家店员: acts for the stores named in the token.
         *      - ROLE_COURIER: 骑手
         *      - ROLE_OPERATOR: 平台运营
         *      - ROLE_SERVICE: Another service of the platform.
         * @default ROLE_UNSPECIFIED
         * @enum {string}
         */
        v1Role: "ROLE_UNSPECIFIED" | "ROLE_CONSUMER" | "ROLE_MERCHANT" | "ROLE_COURIER" | "ROLE_OPERATOR" | "ROLE_SERVICE";
        v1SafetyLevel: {
            /** Format: int64 */
            skuId: string;
            /** Format: int64 */
            level: string;
        };
        /** @description Schedule is when a report runs by itself: it becomes an export, of which its owner gets a message. Times are China's. */
        v1Schedule: {
            frequency: components["schemas"]["v1Frequency"];
            /** Format: int32 */
            hour: number;
            /**
             * Format: int32
             * @description Weekly: 1 Monday to 7 Sunday. Monthly: 1 to 28. Daily: 0.
             */
            day: number;
        };
        v1SendCodeResponse: {
            /**
             * Format: int32
             * @description Seconds after which another code may be asked for, and for which this one is good.
             */
            resendSeconds: number;
            /** Format: int32 */
            expiresSeconds: number;
        };
        v1SendLoginCodeRequest: {
            /** @description A number of the Chinese mainland. */
            phone: string;
            /** @description What the client keeps of itself, so that it is known again: random, made once, the same in every login. */
            deviceId: string;
        };
        v1SendPhoneCodeRequest: {
            phone: string;
            deviceId: string;
        };
        /** @description SentMessage is a message without what it says: that is the person's alone. */
        v1SentMessage: {
            /** Format: int64 */
            messageId: string;
            /** Format: int64 */
            userId: string;
            kind: string;
            title: string;
            /** Format: int64 */
            orderId: string;
            wechatState: components["schemas"]["v1WechatState"];
            read: boolean;
            /** Format: date-time */
            createTime?: string;
        };
        v1ServiceStatus: {
            service: string;
            /** @description sqlite or mysql. */
            engine: string;
            /** Format: date-time */
            startTime?: string;
            /**
             * Format: int64
             * @description Events that are due and not sent, counted up to 100,000, and how old the oldest is.
             */
            pendingCount: string;
            /** Format: int64 */
            oldestSeconds: string;
            /**
             * Format: int32
             * @description Counted up to 1,000.
             */
            deadLetterCount: number;
            jobs: components["schemas"]["v1Job"][];
        };
        /** @description Session is one login that is not over. */
        v1Session: {
            /** Format: int64 */
            sessionId: string;
            device: string;
            /** @description Where it was last refreshed from. */
            address: string;
            /** Format: date-time */
            createTime?: string;
            /** Format: date-time */
            lastUsedTime?: string;
            /** @description The one that asks. */
            current: boolean;
        };
        v1SetAssortmentResponse: {
            /** Format: int32 */
            changed: number;
        };
        v1SetCartItemRequest: {
            /** Format: int64 */
            storeId: string;
            /** Format: int64 */
            skuId: string;
            /** Format: int64 */
            quantity: string;
        };
        v1SetDutyRequest: {
            onDuty: boolean;
            /** Format: int32 */
            latE6: number;
            /** Format: int32 */
            lngE6: number;
        };
        v1SetSafetyLevelsResponse: {
            /** @description The SKUs that were named, by SKU. */
            items: components["schemas"]["v1StockLevel"][];
        };
        v1Setting: {
            name: string;
            /** @description A JSON document as text. */
            value: string;
            /** Format: int64 */
            version: string;
            /** Format: date-time */
            updateTime?: string;
        };
        v1SharedView: {
            page: string;
            /** Format: int64 */
            roleId: string;
            value: string;
            /** Format: int64 */
            version: string;
            /** Format: date-time */
            updateTime?: string;
        };
        v1Sku: {
            /** Format: int64 */
            skuId: string;
            code: string;
            /** 500ml 单瓶, 整箱 6 瓶, … */
            spec: string;
            barcode: string;
            /**
             * Format: int64
             * @description Prices in fen. In a store's listing, price is that store's.
             */
            listPrice: string;
            /** Format: int64 */
            price: string;
            /** Format: int64 */
            memberPrice: string;
            /** Format: int32 */
            weightGrams: number;
            /** Format: int32 */
            volumeMl: number;
            /** @description Whether the store sells it at present. */
            listed: boolean;
            /** @description Whether the store has any left, as of a moment ago. */
            inStock: boolean;
        };
        /** @description Slot is half an hour in which goods reach the customer. Its times are whole half hours. */
        v1Slot: {
            /** Format: date-time */
            startTime?: string;
            /** Format: date-time */
            endTime?: string;
            /** @description Whether all of its places are taken: 已约满. */
            full: boolean;
            /**
             * Format: date-time
             * @description When the store must begin, and when the goods must be packed.
             */
            beginTime?: string;
            /** Format: date-time */
            readyTime?: string;
        };
        /**
         * @description Sort is the order of a list.
         * @default SORT_UNSPECIFIED
         * @enum {string}
         */
        v1Sort: "SORT_UNSPECIFIED" | "SORT_PRICE_ASC" | "SORT_PRICE_DESC" | "SORT_NEWEST" | "SORT_SALES";
        v1Staff: {
            /** Format: int64 */
            userId: string;
            username: string;
            name: string;
            roles: components["schemas"]["v1Role"][];
            storeIds: string[];
            disabled: boolean;
            /** Format: date-time */
            createTime?: string;
            grants: components["schemas"]["v1Grant"][];
        };
        v1StaffIdentity: {
            /** Format: int64 */
            providerId: string;
            /** @description The claim's value. */
            subject: string;
            /**
             * Format: int64
             * @description Who linked it: an operator, or the person.
             */
            linkedBy: string;
            /** Format: date-time */
            linkTime?: string;
        };
        /** @description StaffRole is a named set of permissions of one kind of staff. */
        v1StaffRole: {
            /** Format: int64 */
            roleId: string;
            kind: components["schemas"]["v1Role"];
            name: string;
            /** @description All that the kind may hold, also what comes later. Only the roles that every installation has are so. */
            everything: boolean;
            permissions: string[];
            /** Format: int64 */
            version: string;
            /** Format: date-time */
            updateTime?: string;
        };
        v1StartImportRequest: {
            /** Format: byte */
            content: string;
            mode: components["schemas"]["v1ImportMode"];
            fileName: string;
        };
        v1StepUpRequest: {
            password: string;
            otp: string;
        };
        v1StepUpResponse: {
            accessToken: string;
            /** Format: int32 */
            expiresIn: number;
        };
        v1StockLevel: {
            /** Format: int64 */
            skuId: string;
            /** Format: int64 */
            onHand: string;
            /** Format: int64 */
            reserved: string;
            /** Format: int64 */
            available: string;
            /**
             * Format: int64
             * @description 安全库存: at so many available pieces or fewer the SKU is low; 0: it never is.
             */
            safetyLevel: string;
            low: boolean;
        };
        v1Store: {
            /** Format: int64 */
            storeId: string;
            code: string;
            /** Format: int64 */
            merchantId: string;
            name: string;
            address: string;
            /** Format: int32 */
            latE6: number;
            /** Format: int32 */
            lngE6: number;
            phone: string;
            hours: components["schemas"]["v1OpenSpan"][];
            imageUrl: string;
            /** @description Whether it takes orders at this moment: within hours, not paused, licensed. */
            openNow: boolean;
            paused: boolean;
            /**
             * Format: int32
             * @description How far it delivers, in metres.
             */
            rangeMeters: number;
            foodLicence: string;
            /** Format: date-time */
            licenceExpireTime?: string;
            /**
             * Format: int32
             * @description Set in answers about a point, in metres.
             */
            distanceMeters: number;
            inRange: boolean;
            /** Format: int64 */
            version: string;
            /**
             * Format: int32
             * @description The district it lies in, by its code of six digits (行政区划代码): 510104. 0: not said.
             */
            region: number;
        };
        /**
         * @description StoreOrderSort is the order of a store's list.
         *
         *      - STORE_ORDER_SORT_UNSPECIFIED: The newest first.
         *      - STORE_ORDER_SORT_READY_BEFORE: What must be packed first comes first: orders that are still in the store, and no others.
         * @default STORE_ORDER_SORT_UNSPECIFIED
         * @enum {string}
         */
        v1StoreOrderSort: "STORE_ORDER_SORT_UNSPECIFIED" | "STORE_ORDER_SORT_READY_BEFORE";
        v1StoreQuote: {
            /** Format: int64 */
            storeId: string;
            storeName: string;
            lines: components["schemas"]["v1QuoteLine"][];
            /** Format: int64 */
            goodsAmount: string;
            /** Format: int64 */
            deliveryFee: string;
            /** Format: int64 */
            payableAmount: string;
            steps: components["schemas"]["v1PriceStep"][];
            /** Format: int32 */
            distanceMeters: number;
            /**
             * Format: int32
             * @description Minutes until it is at the door, as promised.
             */
            promiseMinutes: number;
            slot?: components["schemas"]["v1PromisedSlot"];
        };
        /**
         * @description StoreState is whether a store takes orders within its hours, and if not, the gravest reason.
         *
         *      - STORE_STATE_TAKING: 正常
         *      - STORE_STATE_PAUSED: 暂停接单: by its own staff.
         *      - STORE_STATE_HELD: 平台停业: by an operator.
         *      - STORE_STATE_SUSPENDED: 商家停用: with its merchant.
         *      - STORE_STATE_UNLICENSED: 证照无效
         * @default STORE_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1StoreState: "STORE_STATE_UNSPECIFIED" | "STORE_STATE_TAKING" | "STORE_STATE_PAUSED" | "STORE_STATE_HELD" | "STORE_STATE_SUSPENDED" | "STORE_STATE_UNLICENSED";
        /** @description Subscription is a kind of message that goes to WeChat too, once for each grant. */
        v1Subscription: {
            kind: string;
            title: string;
            /** @description WeChat's template id. */
            wechatTemplateId: string;
            /**
             * Format: int64
             * @description How many messages of the kind the person allowed that were not sent yet.
             */
            remainingCount: string;
        };
        /** @description Template is the wording of one kind of message. {name} stands for a value of the event. */
        v1Template: {
            kind: string;
            title: string;
            body: string;
            /** @description WeChat's template id; empty: inbox only. */
            wechatTemplateId: string;
            /** @description WeChat's keys (thing1, amount2, …) and what each is filled with. */
            wechatData: {
                [key: string]: string;
            };
        };
        /** @description TemplatePreview is a template filled with sample values. */
        v1TemplatePreview: {
            title: string;
            body: string;
            wechatData: {
                [key: string]: string;
            };
        };
        /** @description TemplateVariable is a value that a kind's wording may name, with a sample of it. */
        v1TemplateVariable: {
            name: string;
            /** 店铺名称 */
            title: string;
            sample: string;
        };
        v1TimePoint: {
            /** Format: date-time */
            time?: string;
            /** Format: int64 */
            placed: string;
            /** Format: int64 */
            confirmed: string;
            /** Format: int64 */
            gmv: string;
        };
        v1TokenPair: {
            accessToken: string;
            refreshToken: string;
            /**
             * Format: int32
             * @description Seconds for which the access token is good.
             */
            expiresIn: number;
            user?: components["schemas"]["v1User"];
        };
        v1Trade: {
            /** Format: int64 */
            tradeId: string;
            orders: components["schemas"]["v1Order"][];
            /** Format: int64 */
            payableAmount: string;
            payMethod: components["schemas"]["v1PayMethod"];
            /** Format: date-time */
            createTime?: string;
        };
        /**
         * @description UnknownPeople says what happens to somebody whom a provider knows and we do not.
         *
         *      - UNKNOWN_PEOPLE_REFUSE: 拒绝: an operator links them first.
         *      - UNKNOWN_PEOPLE_PROVE: 验证后关联: they sign in with their password and second factor here, once, and are linked by that.
         * @default UNKNOWN_PEOPLE_UNSPECIFIED
         * @enum {string}
         */
        v1UnknownPeople: "UNKNOWN_PEOPLE_UNSPECIFIED" | "UNKNOWN_PEOPLE_REFUSE" | "UNKNOWN_PEOPLE_PROVE";
        v1UpdateMeRequest: {
            nickname: string;
            avatarUrl: string;
        };
        v1User: {
            /** Format: int64 */
            userId: string;
            nickname: string;
            avatarUrl: string;
            /** @description The middle of the number is masked: 138****8000. */
            phoneMasked: string;
            ageConfirmed: boolean;
            roles: components["schemas"]["v1Role"][];
            storeIds: string[];
            /** Format: date-time */
            createTime?: string;
        };
        v1UserEntry: {
            /** Format: int64 */
            userId: string;
            nickname: string;
            avatarUrl: string;
            /** @description 138****8000; empty where none is bound. */
            phoneMasked: string;
            ageConfirmed: boolean;
            disabled: boolean;
            /** Format: date-time */
            createTime?: string;
        };
        v1UserProfile: {
            user?: components["schemas"]["v1UserEntry"];
            identities: components["schemas"]["v1Identity"][];
            /** @description The latest of each kind. */
            consents: components["schemas"]["v1Consent"][];
            /** Format: int32 */
            sessionCount: number;
            /** Format: int32 */
            addressCount: number;
            /** @description Of the last time it was turned off or on, and by whom; unset where it never was. */
            switchReason: string;
            /** Format: int64 */
            switchOperatorId: string;
            /** Format: date-time */
            switchTime?: string;
            /** Format: date-time */
            ageConfirmTime?: string;
        };
        v1VerifyPhoneRequest: {
            phone: string;
            code: string;
            deviceId: string;
        };
        v1WatchAlertRuleResponse: Record<string, never>;
        /** @description WechatPayParams are the arguments of wx.requestPayment. */
        v1WechatPayParams: {
            timeStamp: string;
            nonceStr: string;
            package: string;
            signType: string;
            paySign: string;
        };
        /**
         * @description WechatState is what became of a message's copy to WeChat.
         *
         *      - WECHAT_STATE_NOT_SENT: 仅站内: no grant, or not wanted.
         *      - WECHAT_STATE_PENDING: 待发送
         *      - WECHAT_STATE_SENT: 已送达微信
         *      - WECHAT_STATE_REFUSED: 微信拒收
         * @default WECHAT_STATE_UNSPECIFIED
         * @enum {string}
         */
        v1WechatState: "WECHAT_STATE_UNSPECIFIED" | "WECHAT_STATE_NOT_SENT" | "WECHAT_STATE_PENDING" | "WECHAT_STATE_SENT" | "WECHAT_STATE_REFUSED";
        v1WithdrawDeletionRequest: Record<string, never>;
        v1WithdrawProductsRequest: {
            productIds: string[];
            reason: string;
        };
        /** @description Workbook is a file of Excel (xlsx). */
        v1Workbook: {
            fileName: string;
            /** Format: byte */
            content: string;
        };
        /** @description Zone is how a store delivers. Amounts in fen. */
        v1Zone: {
            /** Format: int64 */
            storeId: string;
            /**
             * Format: int32
             * @description The circle's radius. With corners it decides nothing: it is answered as how far the farthest corner is from the store,
             *     for who can draw only circles.
             */
            rangeMeters: number;
            /** Format: int64 */
            baseFee: string;
            /**
             * Format: int32
             * @description The base fee covers this far.
             */
            baseMeters: number;
            /**
             * Format: int64
             * @description For each further kilometre begun.
             */
            feePerKm: string;
            /**
             * Format: int32
             * @description The base weight, and the fee for each further kilogram begun.
             */
            baseGrams: number;
            /** Format: int64 */
            feePerKg: string;
            /**
             * Format: int64
             * @description From this amount of goods on, delivery is free; 0: never.
             */
            freeFrom: string;
            /**
             * 起送价
             * Format: int64
             */
            minimumAmount: string;
            /**
             * Format: int64
             * @description Added at night (22:00 to 06:00).
             */
            nightFee: string;
            /**
             * Format: int32
             * @description Minutes that packing takes, for the promise.
             */
            prepareMinutes: number;
            /**
             * Format: int32
             * @description How many orders may be booked for one half hour, to bring or to hand out; 0: the platform's default.
             */
            slotCapacity: number;
            /**
             * @description The area that the store delivers within, edges included, in place of the circle: 3 to 60 corners in turn, none twice, whose
             *     edges do not cross. None: the circle.
             */
            corners: components["schemas"]["v1Corner"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: {
        v1Address: {
            content: {
                "application/json": components["schemas"]["v1Address"];
            };
        };
    };
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    AuthService_ListKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListKeysResponse"];
                };
            };
        };
    };
    AlertService_ListAlertRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListAlertRulesResponse"];
                };
            };
        };
    };
    AlertService_CreateAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1CreateAlertRuleRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1AlertRule"];
                };
            };
        };
    };
    AlertService_UpdateAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ruleId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertServiceUpdateAlertRuleBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1AlertRule"];
                };
            };
        };
    };
    AlertService_DeleteAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ruleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1DeleteAlertRuleResponse"];
                };
            };
        };
    };
    AlertService_WatchAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ruleId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertServiceWatchAlertRuleBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1WatchAlertRuleResponse"];
                };
            };
        };
    };
    AlertService_ListAlerts: {
        parameters: {
            query?: {
                /** @description Only those that are open. */
                open?: boolean;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListAlertsResponse"];
                };
            };
        };
    };
    AlertService_AcknowledgeAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alertId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertServiceAcknowledgeAlertBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Alert"];
                };
            };
        };
    };
    AuditService_ListAuditEntries: {
        parameters: {
            query?: {
                "filter.actorId"?: string;
                "filter.permission"?: string;
                /** @description What the call was about, as its request named it first. */
                "filter.targetId"?: string;
                /** @description From here on, and before there. */
                "filter.startTime"?: string;
                "filter.endTime"?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListAuditEntriesResponse"];
                };
            };
        };
    };
    AuditService_ExportAudit: {
        parameters: {
            query?: {
                "filter.actorId"?: string;
                "filter.permission"?: string;
                /** @description What the call was about, as its request named it first. */
                "filter.targetId"?: string;
                /** @description From here on, and before there. */
                "filter.startTime"?: string;
                "filter.endTime"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["apiHttpBody"];
                };
            };
        };
    };
    TaxonomyAdminService_ListCatalogueBrands: {
        parameters: {
            query?: {
                /** @description A part of the name, a synonym or the code. */
                q?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListCatalogueBrandsResponse"];
                };
            };
        };
    };
    CatalogAdminService_PutBrand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CatalogAdminServicePutBrandBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Brand"];
                };
            };
        };
    };
    TaxonomyAdminService_HideBrand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1HideBrandResponse"];
                };
            };
        };
    };
    TaxonomyAdminService_ListCategoryTree: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListCategoryTreeResponse"];
                };
            };
        };
    };
    CatalogAdminService_PutCategory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CatalogAdminServicePutCategoryBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Category"];
                };
            };
        };
    };
    TaxonomyAdminService_HideCategory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1HideCategoryResponse"];
                };
            };
        };
    };
    TaxonomyAdminService_OrderCategories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1OrderCategoriesRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListCategoryTreeResponse"];
                };
            };
        };
    };
    DeliveryAdminService_ListCouriers: {
        parameters: {
            query?: {
                duty?: "DUTY_STATE_UNSPECIFIED" | "DUTY_STATE_ON" | "DUTY_STATE_OFF";
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListCouriersResponse"];
                };
            };
        };
    };
    DeliveryAdminService_ShowCourier: {
        parameters: {
            query?: {
                /** @description How many days of earnings; 0: 7. */
                days?: number;
            };
            header?: never;
            path: {
                courierId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1CourierCase"];
                };
            };
        };
    };
    DeliveryAdminService_ListCourierJobs: {
        parameters: {
            query?: {
                ended?: boolean;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                courierId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListJobsResponse"];
                };
            };
        };
    };
    DeliveryAdminService_EndDuty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                courierId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeliveryAdminServiceEndDutyBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Courier"];
                };
            };
        };
    };
    DeliveryAdminService_ListCourierPositions: {
        parameters: {
            query?: {
                southE6?: number;
                westE6?: number;
                northE6?: number;
                eastE6?: number;
                /** @description Also those who were not seen for minutes; else only who was seen lately. */
                stale?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListCourierPositionsResponse"];
                };
            };
        };
    };
    AnalyticsService_ShowDashboard: {
        parameters: {
            query?: {
                /** @description Of these stores in reach only; none: of all. */
                storeIds?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Dashboard"];
                };
            };
        };
    };
    DeliveryAdminService_ListNearbyCouriers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListNearbyCouriersResponse"];
                };
            };
        };
    };
    DeliveryAdminService_ReassignDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeliveryAdminServiceReassignDeliveryBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Delivery"];
                };
            };
        };
    };
    ExportService_ListSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListSourcesResponse"];
                };
            };
        };
    };
    ExportService_ListExports: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["dajiuAnalyticsV1ListExportsResponse"];
                };
            };
        };
    };
    ExportService_CreateExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1CreateExportRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["dajiuAnalyticsV1Export"];
                };
            };
        };
    };
    ExportService_ShowExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["dajiuAnalyticsV1Export"];
                };
            };
        };
    };
    ExportService_CancelExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                exportId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportServiceCancelExportBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["dajiuAnalyticsV1Export"];
                };
            };
        };
    };
    PaymentAdminService_ListAccounts: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListAccountsResponse"];
                };
            };
        };
    };
    PaymentAdminService_ListJournal: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
                /** @description Only entries that move this account; empty: all. */
                account?: string;
                /** @description Booked at this moment or later, and before that one. */
                bookedFrom?: string;
                bookedBefore?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListJournalResponse"];
                };
            };
        };
    };
    MerchantService_ListMerchants: {
        parameters: {
            query?: {
                /**
                 * @description - MERCHANT_STATE_ACTIVE: 正常
                 *      - MERCHANT_STATE_SUSPENDED: 停用
                 */
                state?: "MERCHANT_STATE_UNSPECIFIED" | "MERCHANT_STATE_ACTIVE" | "MERCHANT_STATE_SUSPENDED";
                /** @description Only those of whom a licence ends within so many days, or has ended; the soonest first. */
                expiringDays?: number;
                /** @description The beginning of the name, or the whole credit code. */
                q?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListMerchantsResponse"];
                };
            };
        };
    };
    MerchantService_ShowMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Merchant"];
                };
            };
        };
    };
    MerchantService_ResumeMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MerchantServiceResumeMerchantBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Merchant"];
                };
            };
        };
    };
    MerchantService_SuspendMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MerchantServiceSuspendMerchantBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Merchant"];
                };
            };
        };
    };
    TemplateService_ListTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListTemplatesResponse"];
                };
            };
        };
    };
    TemplateService_PutTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateServicePutTemplateBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Template"];
                };
            };
        };
    };
    TemplateService_PreviewTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateServicePreviewTemplateBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1TemplatePreview"];
                };
            };
        };
    };
    TemplateService_TestTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateServiceTestTemplateBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1TemplatePreview"];
                };
            };
        };
    };
    TemplateService_ListSentMessages: {
        parameters: {
            query?: {
                /** @description Empty: all. */
                kind?: string;
                /**
                 * @description Unspecified: all.
                 *
                 *      - WECHAT_STATE_NOT_SENT: 仅站内: no grant, or not wanted.
                 *      - WECHAT_STATE_PENDING: 待发送
                 *      - WECHAT_STATE_SENT: 已送达微信
                 *      - WECHAT_STATE_REFUSED: 微信拒收
                 */
                wechatState?: "WECHAT_STATE_UNSPECIFIED" | "WECHAT_STATE_NOT_SENT" | "WECHAT_STATE_PENDING" | "WECHAT_STATE_SENT" | "WECHAT_STATE_REFUSED";
                /** @description 0: everybody. */
                userId?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListSentMessagesResponse"];
                };
            };
        };
    };
    MoneyOrderService_ListMoneyOrders: {
        parameters: {
            query?: {
                state?: "MONEY_ORDER_STATE_UNSPECIFIED" | "MONEY_ORDER_STATE_PROPOSED" | "MONEY_ORDER_STATE_APPROVED" | "MONEY_ORDER_STATE_REJECTED" | "MONEY_ORDER_STATE_WITHDRAWN";
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListMoneyOrdersResponse"];
                };
            };
        };
    };
    MoneyOrderService_ProposeMoneyOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1ProposeMoneyOrderRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1MoneyOrder"];
                };
            };
        };
    };
    MoneyOrderService_ApproveMoneyOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                moneyOrderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoneyOrderServiceApproveMoneyOrderBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1MoneyOrder"];
                };
            };
        };
    };
    MoneyOrderService_RejectMoneyOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                moneyOrderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoneyOrderServiceRejectMoneyOrderBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1MoneyOrder"];
                };
            };
        };
    };
    MoneyOrderService_WithdrawMoneyOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                moneyOrderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoneyOrderServiceWithdrawMoneyOrderBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1MoneyOrder"];
                };
            };
        };
    };
    OpenIDClientService_ListClients: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListClientsResponse"];
                };
            };
        };
    };
    OpenIDClientService_CreateClient: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1Client"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ClientWithSecret"];
                };
            };
        };
    };
    OpenIDClientService_UpdateClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clientId: string;
            };
            cookie?: never;
        };
        /** @description With the version that was read. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1Client"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Client"];
                };
            };
        };
    };
    OpenIDClientService_ResetClientSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clientId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenIDClientServiceResetClientSecretBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ClientWithSecret"];
                };
            };
        };
    };
    OpenIDProviderService_ListProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListProvidersResponse"];
                };
            };
        };
    };
    OpenIDProviderService_CreateProvider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1OpenIDProvider"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1OpenIDProvider"];
                };
            };
        };
    };
    OpenIDProviderService_UpdateProvider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                providerId: string;
            };
            cookie?: never;
        };
        /** @description With the version that was read. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1OpenIDProvider"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1OpenIDProvider"];
                };
            };
        };
    };
    OperationsService_ListServices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListServicesResponse"];
                };
            };
        };
    };
    OperationsService_ShowService: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ServiceStatus"];
                };
            };
        };
    };
    OperationsService_ListDeadLetters: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListDeadLettersResponse"];
                };
            };
        };
    };
    OperationsService_DiscardDeadLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: string;
                eventId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperationsServiceDiscardDeadLetterBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    OperationsService_ReplayDeadLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: string;
                eventId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperationsServiceReplayDeadLetterBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    OperationsService_RevealDeadLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: string;
                eventId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperationsServiceRevealDeadLetterBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1RevealedLetter"];
                };
            };
        };
    };
    OperationsService_RunJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperationsServiceRunJobBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    OperationsService_ListParameters: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListParametersResponse"];
                };
            };
        };
    };
    OperationsService_ChangeParameter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperationsServiceChangeParameterBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Parameter"];
                };
            };
        };
    };
    OrderAdminService_ListAllOrders: {
        parameters: {
            query?: {
                /**
                 * @description Only these; none: all.
                 *
                 *      - ORDER_STATE_PENDING_PAYMENT: 待付款
                 *      - ORDER_STATE_CONFIRMED: 待接单: paid online, or to be paid on delivery.
                 *      - ORDER_STATE_ACCEPTED: 已接单
                 *      - ORDER_STATE_PICKING: 拣货中
                 *      - ORDER_STATE_READY: 待取货: packed; waits for a courier, or for the customer.
                 *      - ORDER_STATE_SHIPPED: 配送中
                 *      - ORDER_STATE_DELIVERED: 已送达
                 *      - ORDER_STATE_COMPLETED: 已完成
                 *      - ORDER_STATE_RETURNING: 退回中: the hand-over was refused, the goods come back.
                 *      - ORDER_STATE_CANCELLED: 已取消
                 */
                states?: ("ORDER_STATE_UNSPECIFIED" | "ORDER_STATE_PENDING_PAYMENT" | "ORDER_STATE_CONFIRMED" | "ORDER_STATE_ACCEPTED" | "ORDER_STATE_PICKING" | "ORDER_STATE_READY" | "ORDER_STATE_SHIPPED" | "ORDER_STATE_DELIVERED" | "ORDER_STATE_COMPLETED" | "ORDER_STATE_RETURNING" | "ORDER_STATE_CANCELLED")[];
                payState?: "PAY_STATE_UNSPECIFIED" | "PAY_STATE_UNPAID" | "PAY_STATE_PAID" | "PAY_STATE_REFUNDING" | "PAY_STATE_REFUNDED";
                /**
                 * @description - PAY_METHOD_WECHAT: 微信支付
                 *      - PAY_METHOD_ON_DELIVERY: 货到付款
                 */
                payMethod?: "PAY_METHOD_UNSPECIFIED" | "PAY_METHOD_WECHAT" | "PAY_METHOD_ON_DELIVERY";
                /**
                 * @description - FULFILMENT_INSTANT: 即时配送
                 *      - FULFILMENT_PICKUP: 到店自提
                 */
                fulfilment?: "FULFILMENT_UNSPECIFIED" | "FULFILMENT_INSTANT" | "FULFILMENT_PICKUP";
                /** @description Only of these stores; none: of all that the caller may see. */
                storeIds?: string[];
                /** @description Placed at this moment or later, and before that one. */
                placedFrom?: string;
                placedBefore?: string;
                /** @description At most one order. */
                orderId?: string;
                /** @description Of one customer; operators only. */
                userId?: string;
                /** @description Of the customer to whom this phone belongs; operators only. Never logged. */
                phone?: string;
                /** @description Fen, both included; 0: unbounded. */
                amountFrom?: string;
                amountTo?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListOrdersResponse"];
                };
            };
        };
    };
    OrderAdminService_ShowOrderCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1OrderCase"];
                };
            };
        };
    };
    DeliveryAdminService_ShowOrderDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1DeliveryCase"];
                };
            };
        };
    };
    PaymentAdminService_ShowOrderMoney: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1PaymentCase"];
                };
            };
        };
    };
    OrderAdminService_AddOrderNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderAdminServiceAddOrderNoteBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1OrderNote"];
                };
            };
        };
    };
    StockAdminService_ShowOrderStock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1OrderStock"];
                };
            };
        };
    };
    OrderAdminService_CancelForCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderAdminServiceCancelForCustomerBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Order"];
                };
            };
        };
    };
    OrderAdminService_CountOpenOrders: {
        parameters: {
            query?: {
                storeIds?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1CountOpenOrdersResponse"];
                };
            };
        };
    };
    PaymentAdminService_ListPayments: {
        parameters: {
            query?: {
                /**
                 * @description - PAYMENT_STATE_CLOSED: Not wanted any more, and nothing arrived.
                 *      - PAYMENT_STATE_PARTLY_REFUNDED: Some of it went back.
                 *      - PAYMENT_STATE_REFUNDED: All of it went back.
                 */
                state?: "PAYMENT_STATE_UNSPECIFIED" | "PAYMENT_STATE_PENDING" | "PAYMENT_STATE_PAID" | "PAYMENT_STATE_CLOSED" | "PAYMENT_STATE_PARTLY_REFUNDED" | "PAYMENT_STATE_REFUNDED";
                pageSize?: number;
                pageToken?: string;
                /** @description At most one payment: of a trade, of an order, or by the number that the payer's bill has (交易单号). */
                tradeId?: string;
                orderId?: string;
                transaction?: string;
                /** @description Begun at this moment or later, and before that one. */
                createdFrom?: string;
                createdBefore?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListPaymentsResponse"];
                };
            };
        };
    };
    PaymentAdminService_ShowPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1PaymentCase"];
                };
            };
        };
    };
    CustomerService_NamePeople: {
        parameters: {
            query?: {
                userIds?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1NamePeopleResponse"];
                };
            };
        };
    };
    RoleService_ListPermissions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListPermissionsResponse"];
                };
            };
        };
    };
    ProductImportService_ListImports: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListImportsResponse"];
                };
            };
        };
    };
    ProductImportService_StartImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1StartImportRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ProductImport"];
                };
            };
        };
    };
    ProductImportService_ShowImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ProductImport"];
                };
            };
        };
    };
    ProductImportService_DownloadImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Workbook"];
                };
            };
        };
    };
    ProductImportService_CheckImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1CheckImportRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ImportCheck"];
                };
            };
        };
    };
    ProductAdminService_ListProposals: {
        parameters: {
            query?: {
                /**
                 * @description Unspecified: all.
                 *
                 *      - REVISION_STATE_EDITING: 编辑中
                 *      - REVISION_STATE_ON_REVIEW: 待审核
                 *      - REVISION_STATE_RETURNED: 已退回
                 *      - REVISION_STATE_PUBLISHED: 已生效: it became what the product is.
                 *      - REVISION_STATE_DISCARDED: 已放弃, or replaced by a later one.
                 */
                state?: "REVISION_STATE_UNSPECIFIED" | "REVISION_STATE_EDITING" | "REVISION_STATE_ON_REVIEW" | "REVISION_STATE_RETURNED" | "REVISION_STATE_PUBLISHED" | "REVISION_STATE_DISCARDED";
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListRevisionsResponse"];
                };
            };
        };
    };
    ProductAdminService_ListCatalogueProducts: {
        parameters: {
            query?: {
                /**
                 * @description Unspecified: all.
                 *
                 *      - PRODUCT_STATE_DRAFT: 草稿: only operators see it.
                 *      - PRODUCT_STATE_PUBLISHED: 在售
                 *      - PRODUCT_STATE_WITHDRAWN: 下架
                 */
                state?: "PRODUCT_STATE_UNSPECIFIED" | "PRODUCT_STATE_DRAFT" | "PRODUCT_STATE_PUBLISHED" | "PRODUCT_STATE_WITHDRAWN";
                /**
                 * @description - REVISION_STATE_EDITING: 编辑中
                 *      - REVISION_STATE_ON_REVIEW: 待审核
                 *      - REVISION_STATE_RETURNED: 已退回
                 *      - REVISION_STATE_PUBLISHED: 已生效: it became what the product is.
                 *      - REVISION_STATE_DISCARDED: 已放弃, or replaced by a later one.
                 */
                proposalState?: "REVISION_STATE_UNSPECIFIED" | "REVISION_STATE_EDITING" | "REVISION_STATE_ON_REVIEW" | "REVISION_STATE_RETURNED" | "REVISION_STATE_PUBLISHED" | "REVISION_STATE_DISCARDED";
                /** @description With those below it. */
                categoryId?: string;
                brandId?: string;
                /** @description A part of the name, or the beginning of a product's code, or a whole barcode or SKU code. */
                q?: string;
                /** @description Last changed at or after one instant, and before another. */
                fromTime?: string;
                untilTime?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListCatalogueProductsResponse"];
                };
            };
        };
    };
    CatalogAdminService_PutProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CatalogAdminServicePutProductBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Product"];
                };
            };
        };
    };
    ProductAdminService_ProposeProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductAdminServiceProposeProductBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Revision"];
                };
            };
        };
    };
    ProductAdminService_ShowCatalogueProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1CatalogueProduct"];
                };
            };
        };
    };
    ProductAdminService_DiscardProposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                productId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductAdminServiceDiscardProposalBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Revision"];
                };
            };
        };
    };
    ProductAdminService_ReturnProposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                productId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductAdminServiceReturnProposalBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Revision"];
                };
            };
        };
    };
    ProductAdminService_ListRevisions: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListRevisionsResponse"];
                };
            };
        };
    };
    ProductImportService_ExportProducts: {
        parameters: {
            query?: {
                /**
                 * @description Unspecified: all.
                 *
                 *      - PRODUCT_STATE_DRAFT: 草稿: only operators see it.
                 *      - PRODUCT_STATE_PUBLISHED: 在售
                 *      - PRODUCT_STATE_WITHDRAWN: 下架
                 */
                state?: "PRODUCT_STATE_UNSPECIFIED" | "PRODUCT_STATE_DRAFT" | "PRODUCT_STATE_PUBLISHED" | "PRODUCT_STATE_WITHDRAWN";
                /**
                 * @description - REVISION_STATE_EDITING: 编辑中
                 *      - REVISION_STATE_ON_REVIEW: 待审核
                 *      - REVISION_STATE_RETURNED: 已退回
                 *      - REVISION_STATE_PUBLISHED: 已生效: it became what the product is.
                 *      - REVISION_STATE_DISCARDED: 已放弃, or replaced by a later one.
                 */
                proposalState?: "REVISION_STATE_UNSPECIFIED" | "REVISION_STATE_EDITING" | "REVISION_STATE_ON_REVIEW" | "REVISION_STATE_RETURNED" | "REVISION_STATE_PUBLISHED" | "REVISION_STATE_DISCARDED";
                /** @description With those below it. */
                categoryId?: string;
                brandId?: string;
                /** @description A part of the name, or the beginning of a product's code, or a whole barcode or SKU code. */
                q?: string;
                /** @description Last changed at or after one instant, and before another. */
                fromTime?: string;
                untilTime?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Workbook"];
                };
            };
        };
    };
    ProductAdminService_PublishProducts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1PublishProductsRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ChangeProductsResponse"];
                };
            };
        };
    };
    ProductImportService_DownloadTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Workbook"];
                };
            };
        };
    };
    ProductAdminService_WithdrawProducts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1WithdrawProductsRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ChangeProductsResponse"];
                };
            };
        };
    };
    PaymentAdminService_ListRefunds: {
        parameters: {
            query?: {
                /** @description PENDING, ACCEPTED, SUCCESS, ABNORMAL, CLOSED; empty: all. */
                state?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListRefundsResponse"];
                };
            };
        };
    };
    ReportService_ListReports: {
        parameters: {
            query?: {
                /** @description Those of others that are shared, instead of the caller's own. */
                shared?: boolean;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListReportsResponse"];
                };
            };
        };
    };
    ReportService_CreateReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1CreateReportRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Report"];
                };
            };
        };
    };
    ReportService_UpdateReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reportId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportServiceUpdateReportBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Report"];
                };
            };
        };
    };
    ReportService_DeleteReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1DeleteReportResponse"];
                };
            };
        };
    };
    AnalyticsService_QueryReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1QueryReportRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1QueryReportResponse"];
                };
            };
        };
    };
    RoleService_ListRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListRolesResponse"];
                };
            };
        };
    };
    RoleService_CreateRole: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1StaffRole"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1StaffRole"];
                };
            };
        };
    };
    RoleService_UpdateRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                roleId: string;
            };
            cookie?: never;
        };
        /** @description With the version that was read. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1StaffRole"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1StaffRole"];
                };
            };
        };
    };
    RoleService_DeleteRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                roleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    SettingsService_ListRoleViews: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListSharedViewsResponse"];
                };
            };
        };
    };
    SettingsService_PutRoleViews: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsServicePutRoleViewsBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1SharedView"];
                };
            };
        };
    };
    StaffService_ListStaff: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListStaffResponse"];
                };
            };
        };
    };
    StaffService_CreateStaff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1CreateStaffRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Staff"];
                };
            };
        };
    };
    StaffService_UpdateStaff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffServiceUpdateStaffBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Staff"];
                };
            };
        };
    };
    RoleService_ExplainAccess: {
        parameters: {
            query?: {
                permission?: string;
                /** @description 0: of no store in particular. */
                storeId?: string;
            };
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ExplainAccessResponse"];
                };
            };
        };
    };
    RoleService_PutGrants: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleServicePutGrantsBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Staff"];
                };
            };
        };
    };
    OpenIDProviderService_ListIdentities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListIdentitiesResponse"];
                };
            };
        };
    };
    OpenIDProviderService_LinkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenIDProviderServiceLinkIdentityBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1StaffIdentity"];
                };
            };
        };
    };
    OpenIDProviderService_UnlinkIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
                providerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    StaffService_ResetTotp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffServiceResetTotpBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    StoreOperatorService_ListManagedStores: {
        parameters: {
            query?: {
                merchantId?: string;
                /** @description A division's code of six digits, a city's and a province's with what lies in it; 0: all. */
                region?: number;
                /**
                 * @description - STORE_STATE_TAKING: 正常
                 *      - STORE_STATE_PAUSED: 暂停接单: by its own staff.
                 *      - STORE_STATE_HELD: 平台停业: by an operator.
                 *      - STORE_STATE_SUSPENDED: 商家停用: with its merchant.
                 *      - STORE_STATE_UNLICENSED: 证照无效
                 */
                state?: "STORE_STATE_UNSPECIFIED" | "STORE_STATE_TAKING" | "STORE_STATE_PAUSED" | "STORE_STATE_HELD" | "STORE_STATE_SUSPENDED" | "STORE_STATE_UNLICENSED";
                /** @description A part of the name, the address or the code. */
                q?: string;
                pageSize?: number;
                pageToken?: string;
                /** @description Only those within a box, edges included; all zero: everywhere. */
                southE6?: number;
                westE6?: number;
                northE6?: number;
                eastE6?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListManagedStoresResponse"];
                };
            };
        };
    };
    CatalogAdminService_PutStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CatalogAdminServicePutStoreBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Store"];
                };
            };
        };
    };
    StoreOperatorService_ShowManagedStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ManagedStore"];
                };
            };
        };
    };
    StoreOperatorService_HoldStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreOperatorServiceHoldStoreBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ManagedStore"];
                };
            };
        };
    };
    StoreOperatorService_ReleaseStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreOperatorServiceReleaseStoreBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ManagedStore"];
                };
            };
        };
    };
    CustomerService_ListUsers: {
        parameters: {
            query?: {
                /** @description At most one account. */
                userId?: string;
                /** @description At most one account: exact. Never logged. */
                phone?: string;
                /** @description - ACCOUNT_STATE_DISABLED: 停用, by an operator or because it was erased. */
                state?: "ACCOUNT_STATE_UNSPECIFIED" | "ACCOUNT_STATE_ACTIVE" | "ACCOUNT_STATE_DISABLED";
                /** @description Made at this moment or later, and before that one. */
                createdFrom?: string;
                createdBefore?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListUsersResponse"];
                };
            };
        };
    };
    CustomerService_ShowUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1UserProfile"];
                };
            };
        };
    };
    OrderAdminService_ShowCustomerFigures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1CustomerFigures"];
                };
            };
        };
    };
    AccountService_DisableAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountServiceDisableAccountBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["dajiuUserV1Account"];
                };
            };
        };
    };
    AccountService_EnableAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountServiceEnableAccountBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["dajiuUserV1Account"];
                };
            };
        };
    };
    RevealService_RevealAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevealServiceRevealAccountBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1RevealedAccount"];
                };
            };
        };
    };
    OpenIDService_LoginOpenID: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1LoginOpenIDRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1TokenPair"];
                };
            };
        };
    };
    AuthService_LoginPhone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1LoginPhoneRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1TokenPair"];
                };
            };
        };
    };
    AuthService_SendLoginCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1SendLoginCodeRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1SendCodeResponse"];
                };
            };
        };
    };
    AuthService_LoginStaff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1LoginStaffRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1TokenPair"];
                };
            };
        };
    };
    AuthService_RefreshToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1RefreshTokenRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1TokenPair"];
                };
            };
        };
    };
    AuthService_Logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1LogoutRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    AuthService_LoginWechat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1LoginWechatRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1TokenPair"];
                };
            };
        };
    };
    CatalogService_ListBrands: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListBrandsResponse"];
                };
            };
        };
    };
    ChannelCallbackService_NotifyWechat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * @description Message that represents an arbitrary HTTP body. It should only be used for
         *     payload formats that can't be represented as JSON, such as raw binary or
         *     an HTML page.
         *
         *
         *     This message can be used both in streaming and non-streaming API methods in
         *     the request as well as the response.
         *
         *     It can be used as a top-level request field, which is convenient if one
         *     wants to extract parameters from either the URL or HTTP template into the
         *     request fields and also want access to the raw HTTP body.
         *
         *     Example:
         *
         *         message GetResourceRequest {
         *           // A unique request id.
         *           string request_id = 1;
         *
         *           // The raw HTTP body is bound to this field.
         *           google.api.HttpBody http_body = 2;
         *         }
         *
         *         service ResourceService {
         *           rpc GetResource(GetResourceRequest) returns (google.api.HttpBody);
         *           rpc UpdateResource(google.api.HttpBody) returns
         *           (google.protobuf.Empty);
         *         }
         *
         *     Example with streaming methods:
         *
         *         service CaldavService {
         *           rpc GetCalendar(stream google.api.HttpBody)
         *             returns (stream google.api.HttpBody);
         *           rpc UpdateCalendar(stream google.api.HttpBody)
         *             returns (stream google.api.HttpBody);
         *         }
         *
         *     Use of this type only changes how the request and response bodies are
         *     handled, all other features will continue to work unchanged.
         */
        requestBody: {
            content: {
                "application/json": components["schemas"]["apiHttpBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["apiHttpBody"];
                };
            };
        };
    };
    CartService_ShowCart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Cart"];
                };
            };
        };
    };
    CartService_SetCartItem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1SetCartItemRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1CartItem"];
                };
            };
        };
    };
    CartService_ClearCart: {
        parameters: {
            query?: {
                /** @description 0: all stores. */
                storeId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    CatalogService_ListCategories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListCategoriesResponse"];
                };
            };
        };
    };
    CourierService_ShowDuty: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Courier"];
                };
            };
        };
    };
    CourierService_SetDuty: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1SetDutyRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Courier"];
                };
            };
        };
    };
    CourierService_ListEarnings: {
        parameters: {
            query?: {
                /** @description How many days, up to the present one; 0: 7. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListEarningsResponse"];
                };
            };
        };
    };
    CourierService_ListJobs: {
        parameters: {
            query?: {
                /** @description Ended ones instead of open ones. */
                ended?: boolean;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListJobsResponse"];
                };
            };
        };
    };
    CourierService_HandOver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourierServiceHandOverBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Delivery"];
                };
            };
        };
    };
    CourierService_PickUp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourierServicePickUpBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Delivery"];
                };
            };
        };
    };
    CourierService_RefuseHandOver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourierServiceRefuseHandOverBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Delivery"];
                };
            };
        };
    };
    CourierService_RevealJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourierServiceRevealJobBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Delivery"];
                };
            };
        };
    };
    CourierService_ListOffers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListOffersResponse"];
                };
            };
        };
    };
    CourierService_AcceptOffer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourierServiceAcceptOfferBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Delivery"];
                };
            };
        };
    };
    CourierService_DeclineOffer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourierServiceDeclineOfferBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1DeclineOfferResponse"];
                };
            };
        };
    };
    CourierService_ReportPosition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1ReportPositionRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ReportPositionResponse"];
                };
            };
        };
    };
    PrivacyService_ShowCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Certificate"];
                };
            };
        };
    };
    ProfileService_ShowMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1User"];
                };
            };
        };
    };
    ProfileService_UpdateMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1UpdateMeRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1User"];
                };
            };
        };
    };
    ProfileService_ListAddresses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListAddressesResponse"];
                };
            };
        };
    };
    ProfileService_CreateAddress: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["v1Address"];
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Address"];
                };
            };
        };
    };
    ProfileService_UpdateAddress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                addressId: string;
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["v1Address"];
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Address"];
                };
            };
        };
    };
    ProfileService_DeleteAddress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                addressId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    ProfileService_ConfirmAge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1ConfirmAgeRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1User"];
                };
            };
        };
    };
    ProfileService_ListConsents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListConsentsResponse"];
                };
            };
        };
    };
    ProfileService_RecordConsent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1RecordConsentRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Consent"];
                };
            };
        };
    };
    PrivacyService_ShowDeletion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Deletion"];
                };
            };
        };
    };
    PrivacyService_RequestDeletion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1RequestDeletionRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Deletion"];
                };
            };
        };
    };
    PrivacyService_WithdrawDeletion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1WithdrawDeletionRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Deletion"];
                };
            };
        };
    };
    PrivacyService_ListExports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["dajiuUserV1ListExportsResponse"];
                };
            };
        };
    };
    PrivacyService_RequestExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1RequestExportRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["dajiuUserV1Export"];
                };
            };
        };
    };
    PrivacyService_DownloadExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                exportId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["apiHttpBody"];
                };
            };
        };
    };
    InboxService_ShowPreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Preferences"];
                };
            };
        };
    };
    InboxService_PutPreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1Preferences"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Preferences"];
                };
            };
        };
    };
    InboxService_ListMessages: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListMessagesResponse"];
                };
            };
        };
    };
    InboxService_MarkRead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1MarkReadRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1MarkReadResponse"];
                };
            };
        };
    };
    SecurityService_ChangePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1ChangePasswordRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    ProfileService_ListMyPermissions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListMyPermissionsResponse"];
                };
            };
        };
    };
    ProfileService_BindPhone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1BindPhoneRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1User"];
                };
            };
        };
    };
    ProfileService_SendPhoneCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1SendPhoneCodeRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1SendCodeResponse"];
                };
            };
        };
    };
    ProfileService_VerifyPhone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1VerifyPhoneRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1User"];
                };
            };
        };
    };
    SecurityService_StepUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1StepUpRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1StepUpResponse"];
                };
            };
        };
    };
    SecurityService_ListSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListSessionsResponse"];
                };
            };
        };
    };
    SecurityService_RevokeSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    SettingsService_ListSettings: {
        parameters: {
            query?: {
                prefix?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListSettingsResponse"];
                };
            };
        };
    };
    SettingsService_ShowSetting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Setting"];
                };
            };
        };
    };
    SettingsService_PutSetting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Such as views.orders, columns.stores, theme. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsServicePutSettingBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Setting"];
                };
            };
        };
    };
    SettingsService_DeleteSetting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    SettingsService_ListSharedViews: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                page: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListSharedViewsResponse"];
                };
            };
        };
    };
    InboxService_ListSubscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListSubscriptionsResponse"];
                };
            };
        };
    };
    InboxService_GrantSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1GrantSubscriptionRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1GrantSubscriptionResponse"];
                };
            };
        };
    };
    SecurityService_ConfirmTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1ConfirmTotpRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ConfirmTotpResponse"];
                };
            };
        };
    };
    SecurityService_EnrollTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1EnrollTotpRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1EnrollTotpResponse"];
                };
            };
        };
    };
    SecurityService_RemoveTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1RemoveTotpRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    MediaService_KeepPicture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1KeepPictureRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Picture"];
                };
            };
        };
    };
    OnboardingService_ListApplications: {
        parameters: {
            query?: {
                /**
                 * @description - APPLICATION_STATE_DRAFT: 草稿
                 *      - APPLICATION_STATE_SUBMITTED: 待审核
                 *      - APPLICATION_STATE_RETURNED: 退回修改
                 *      - APPLICATION_STATE_APPROVED: 已通过，开通中
                 *      - APPLICATION_STATE_OPENED: 已开通
                 *      - APPLICATION_STATE_REJECTED: 未通过
                 *      - APPLICATION_STATE_WITHDRAWN: 已撤回
                 */
                state?: "APPLICATION_STATE_UNSPECIFIED" | "APPLICATION_STATE_DRAFT" | "APPLICATION_STATE_SUBMITTED" | "APPLICATION_STATE_RETURNED" | "APPLICATION_STATE_APPROVED" | "APPLICATION_STATE_OPENED" | "APPLICATION_STATE_REJECTED" | "APPLICATION_STATE_WITHDRAWN";
                merchantId?: string;
                /** @description The beginning of the company's name, or its whole credit code. */
                q?: string;
                /** @description Only what the caller applied for. */
                mine?: boolean;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListApplicationsResponse"];
                };
            };
        };
    };
    OnboardingService_CreateApplication: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1CreateApplicationRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Application"];
                };
            };
        };
    };
    OnboardingService_ShowApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                applicationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Application"];
                };
            };
        };
    };
    OnboardingService_UpdateApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                applicationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingServiceUpdateApplicationBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Application"];
                };
            };
        };
    };
    OnboardingService_ApproveApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                applicationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingServiceApproveApplicationBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Application"];
                };
            };
        };
    };
    OnboardingService_RejectApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                applicationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingServiceRejectApplicationBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Application"];
                };
            };
        };
    };
    OnboardingService_ReturnApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                applicationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingServiceReturnApplicationBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Application"];
                };
            };
        };
    };
    OnboardingService_RevealApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                applicationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingServiceRevealApplicationBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Confidential"];
                };
            };
        };
    };
    OnboardingService_SubmitApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                applicationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingServiceSubmitApplicationBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Application"];
                };
            };
        };
    };
    OnboardingService_WithdrawApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                applicationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingServiceWithdrawApplicationBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Application"];
                };
            };
        };
    };
    StoreAdminService_ListAssortment: {
        parameters: {
            query?: {
                /** @description A part of the name, or a whole barcode or SKU code; empty: all. */
                q?: string;
                /** @description Only what the store lists. */
                listedOnly?: boolean;
                /** @description Products; each comes with all its SKUs. */
                pageSize?: number;
                pageToken?: string;
                /** @description Only these SKUs, in this order and on one page, with whatever else is asked for; none: all. */
                skuIds?: string[];
            };
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListAssortmentResponse"];
                };
            };
        };
    };
    StoreAdminService_SetAssortment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreAdminServiceSetAssortmentBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1SetAssortmentResponse"];
                };
            };
        };
    };
    CountSheetService_ListCountSheets: {
        parameters: {
            query?: {
                /**
                 * @description None: in any state.
                 *
                 *      - COUNT_SHEET_STATE_OPEN: 盘点中: also after it was returned, or where some lines could not be posted.
                 *      - COUNT_SHEET_STATE_SUBMITTED: 待审核
                 *      - COUNT_SHEET_STATE_POSTING: 入账中: approved; its differences are being posted.
                 *      - COUNT_SHEET_STATE_POSTED: 已入账
                 *      - COUNT_SHEET_STATE_CANCELLED: 已作废
                 */
                state?: "COUNT_SHEET_STATE_UNSPECIFIED" | "COUNT_SHEET_STATE_OPEN" | "COUNT_SHEET_STATE_SUBMITTED" | "COUNT_SHEET_STATE_POSTING" | "COUNT_SHEET_STATE_POSTED" | "COUNT_SHEET_STATE_CANCELLED";
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListCountSheetsResponse"];
                };
            };
        };
    };
    CountSheetService_OpenCountSheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CountSheetServiceOpenCountSheetBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1CountSheet"];
                };
            };
        };
    };
    CountSheetService_ShowCountSheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
                sheetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1CountSheet"];
                };
            };
        };
    };
    CountSheetService_ListCountLines: {
        parameters: {
            query?: {
                /**
                 * @description - COUNT_LINE_SHOW_UNCOUNTED: 未盘
                 *      - COUNT_LINE_SHOW_COUNTED: 已盘
                 *      - COUNT_LINE_SHOW_DIFFERENT: 有差异: counted, and not what the books said. Not told of a blind sheet that is open.
                 *      - COUNT_LINE_SHOW_REFUSED: 未能入账
                 */
                show?: "COUNT_LINE_SHOW_UNSPECIFIED" | "COUNT_LINE_SHOW_UNCOUNTED" | "COUNT_LINE_SHOW_COUNTED" | "COUNT_LINE_SHOW_DIFFERENT" | "COUNT_LINE_SHOW_REFUSED";
                /** @description Only these; none: all. */
                skuIds?: string[];
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                storeId: string;
                sheetId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListCountLinesResponse"];
                };
            };
        };
    };
    CountSheetService_CountLine: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
                sheetId: string;
                skuId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1CountSheetServiceCountLineBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1CountLineResponse"];
                };
            };
        };
    };
    CountSheetService_ApproveCountSheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
                sheetId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CountSheetServiceApproveCountSheetBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1CountSheet"];
                };
            };
        };
    };
    CountSheetService_CancelCountSheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
                sheetId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CountSheetServiceCancelCountSheetBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1CountSheet"];
                };
            };
        };
    };
    CountSheetService_ReturnCountSheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
                sheetId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CountSheetServiceReturnCountSheetBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1CountSheet"];
                };
            };
        };
    };
    CountSheetService_SubmitCountSheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
                sheetId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CountSheetServiceSubmitCountSheetBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1CountSheet"];
                };
            };
        };
    };
    AnalyticsService_ShowStoreDashboard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Dashboard"];
                };
            };
        };
    };
    StoreDeliveryService_ReceiveReturn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreDeliveryServiceReceiveReturnBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Delivery"];
                };
            };
        };
    };
    StoreOrderService_ShowStoreFigures: {
        parameters: {
            query?: {
                /** @description A day of business in UTC+8, such as 2026-11-25; empty: the present one. */
                date?: string;
            };
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["dajiuOrderV1StoreFigures"];
                };
            };
        };
    };
    StoreAdminService_UpdateStoreHours: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreAdminServiceUpdateStoreHoursBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Store"];
                };
            };
        };
    };
    StoreOrderService_ListStoreOrders: {
        parameters: {
            query?: {
                /**
                 * @description - ORDER_STATE_PENDING_PAYMENT: 待付款
                 *      - ORDER_STATE_CONFIRMED: 待接单: paid online, or to be paid on delivery.
                 *      - ORDER_STATE_ACCEPTED: 已接单
                 *      - ORDER_STATE_PICKING: 拣货中
                 *      - ORDER_STATE_READY: 待取货: packed; waits for a courier, or for the customer.
                 *      - ORDER_STATE_SHIPPED: 配送中
                 *      - ORDER_STATE_DELIVERED: 已送达
                 *      - ORDER_STATE_COMPLETED: 已完成
                 *      - ORDER_STATE_RETURNING: 退回中: the hand-over was refused, the goods come back.
                 *      - ORDER_STATE_CANCELLED: 已取消
                 */
                states?: ("ORDER_STATE_UNSPECIFIED" | "ORDER_STATE_PENDING_PAYMENT" | "ORDER_STATE_CONFIRMED" | "ORDER_STATE_ACCEPTED" | "ORDER_STATE_PICKING" | "ORDER_STATE_READY" | "ORDER_STATE_SHIPPED" | "ORDER_STATE_DELIVERED" | "ORDER_STATE_COMPLETED" | "ORDER_STATE_RETURNING" | "ORDER_STATE_CANCELLED")[];
                pageSize?: number;
                pageToken?: string;
                /**
                 * @description - STORE_ORDER_SORT_UNSPECIFIED: The newest first.
                 *      - STORE_ORDER_SORT_READY_BEFORE: What must be packed first comes first: orders that are still in the store, and no others.
                 */
                sort?: "STORE_ORDER_SORT_UNSPECIFIED" | "STORE_ORDER_SORT_READY_BEFORE";
            };
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListOrdersResponse"];
                };
            };
        };
    };
    StoreOrderService_ShowStoreOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Order"];
                };
            };
        };
    };
    StoreDeliveryService_ShowStoreDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Delivery"];
                };
            };
        };
    };
    StoreOrderService_AcceptOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreOrderServiceAcceptOrderBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Order"];
                };
            };
        };
    };
    StoreOrderService_FinishPacking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreOrderServiceFinishPackingBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Order"];
                };
            };
        };
    };
    StoreOrderService_RejectOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreOrderServiceRejectOrderBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Order"];
                };
            };
        };
    };
    StoreOrderService_RevealStoreOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreOrderServiceRevealStoreOrderBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1DeliveryAddress"];
                };
            };
        };
    };
    StoreOrderService_StartPicking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreOrderServiceStartPickingBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Order"];
                };
            };
        };
    };
    StoreDeliveryService_CheckPickup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreDeliveryServiceCheckPickupBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Delivery"];
                };
            };
        };
    };
    StoreDeliveryService_VerifyPickup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreDeliveryServiceVerifyPickupBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Delivery"];
                };
            };
        };
    };
    StoreProductService_ListPriceChanges: {
        parameters: {
            query?: {
                /** @description 0: of all. */
                skuId?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListPriceChangesResponse"];
                };
            };
        };
    };
    StoreProductService_ListStoreProposals: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListRevisionsResponse"];
                };
            };
        };
    };
    StoreProductService_ProposeStoreProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreProductServiceProposeStoreProductBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Revision"];
                };
            };
        };
    };
    AnalyticsService_QueryStoreReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnalyticsServiceQueryStoreReportBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1QueryReportResponse"];
                };
            };
        };
    };
    StockService_ListStock: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
                /** @description Only these; none: all. */
                skuIds?: string[];
                /** @description 库存紧张: only SKUs of which no more than this is available; unset: all. */
                availableAtMost?: string;
                /** @description Only SKUs of which some are promised to orders. */
                reservedOnly?: boolean;
                /** @description Only SKUs at or below their safety level. */
                lowOnly?: boolean;
            };
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListStockResponse"];
                };
            };
        };
    };
    StockService_ListStoreMovements: {
        parameters: {
            query?: {
                /**
                 * @description Only these kinds; none: all.
                 *
                 *      - MOVEMENT_KIND_RECEIVE: 入库
                 *      - MOVEMENT_KIND_RESERVE: 预占
                 *      - MOVEMENT_KIND_RELEASE: 释放
                 *      - MOVEMENT_KIND_COMMIT: 出库: reserved goods left the store.
                 *      - MOVEMENT_KIND_RETURN: 退回: goods that had left came back.
                 *      - MOVEMENT_KIND_DAMAGE: 报损
                 *      - MOVEMENT_KIND_COUNT: 盘点
                 */
                kinds?: ("MOVEMENT_KIND_UNSPECIFIED" | "MOVEMENT_KIND_RECEIVE" | "MOVEMENT_KIND_RESERVE" | "MOVEMENT_KIND_RELEASE" | "MOVEMENT_KIND_COMMIT" | "MOVEMENT_KIND_RETURN" | "MOVEMENT_KIND_DAMAGE" | "MOVEMENT_KIND_COUNT")[];
                /** @description Moved at this moment or later, and before that one. */
                movedFrom?: string;
                movedBefore?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListMovementsResponse"];
                };
            };
        };
    };
    StockService_ListMovements: {
        parameters: {
            query?: {
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path: {
                storeId: string;
                skuId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListMovementsResponse"];
                };
            };
        };
    };
    StockService_AdjustStock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockServiceAdjustStockBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1AdjustStockResponse"];
                };
            };
        };
    };
    StockService_SetSafetyLevels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockServiceSetSafetyLevelsBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1SetSafetyLevelsResponse"];
                };
            };
        };
    };
    StoreDeliveryService_PutZone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1Zone"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Zone"];
                };
            };
        };
    };
    OrderService_ListOrders: {
        parameters: {
            query?: {
                /**
                 * @description Only these states; none: all.
                 *
                 *      - ORDER_STATE_PENDING_PAYMENT: 待付款
                 *      - ORDER_STATE_CONFIRMED: 待接单: paid online, or to be paid on delivery.
                 *      - ORDER_STATE_ACCEPTED: 已接单
                 *      - ORDER_STATE_PICKING: 拣货中
                 *      - ORDER_STATE_READY: 待取货: packed; waits for a courier, or for the customer.
                 *      - ORDER_STATE_SHIPPED: 配送中
                 *      - ORDER_STATE_DELIVERED: 已送达
                 *      - ORDER_STATE_COMPLETED: 已完成
                 *      - ORDER_STATE_RETURNING: 退回中: the hand-over was refused, the goods come back.
                 *      - ORDER_STATE_CANCELLED: 已取消
                 */
                states?: ("ORDER_STATE_UNSPECIFIED" | "ORDER_STATE_PENDING_PAYMENT" | "ORDER_STATE_CONFIRMED" | "ORDER_STATE_ACCEPTED" | "ORDER_STATE_PICKING" | "ORDER_STATE_READY" | "ORDER_STATE_SHIPPED" | "ORDER_STATE_DELIVERED" | "ORDER_STATE_COMPLETED" | "ORDER_STATE_RETURNING" | "ORDER_STATE_CANCELLED")[];
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListOrdersResponse"];
                };
            };
        };
    };
    OrderService_PlaceOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1PlaceOrderRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Trade"];
                };
            };
        };
    };
    OrderService_ShowOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Order"];
                };
            };
        };
    };
    TrackingService_TrackOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Delivery"];
                };
            };
        };
    };
    OrderService_CancelOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderServiceCancelOrderBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Order"];
                };
            };
        };
    };
    OrderService_ConfirmReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderServiceConfirmReceiptBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Order"];
                };
            };
        };
    };
    OrderService_PreviewOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["v1PreviewOrderRequest"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Quote"];
                };
            };
        };
    };
    OrderService_ListProgress: {
        parameters: {
            query?: {
                afterEventId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListProgressResponse"];
                };
            };
        };
    };
    CatalogService_ListProducts: {
        parameters: {
            query?: {
                storeId?: string;
                /** @description Includes the categories below it. 0: all. */
                categoryId?: string;
                brandId?: string;
                /** @description Fen; 0: no bound. */
                priceMin?: string;
                priceMax?: string;
                /** @description Tenths of a percent; 0: no bound. */
                abvMin?: number;
                abvMax?: number;
                origin?: string;
                inStockOnly?: boolean;
                sort?: "SORT_UNSPECIFIED" | "SORT_PRICE_ASC" | "SORT_PRICE_DESC" | "SORT_NEWEST" | "SORT_SALES";
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListProductsResponse"];
                };
            };
        };
    };
    CatalogService_ShowProduct: {
        parameters: {
            query?: {
                /** @description With a store, prices and availability are the store's. */
                storeId?: string;
            };
            header?: never;
            path: {
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Product"];
                };
            };
        };
    };
    CatalogService_ListOrigins: {
        parameters: {
            query?: {
                storeId?: string;
                /** @description Includes the categories below it. 0: all. */
                categoryId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListOriginsResponse"];
                };
            };
        };
    };
    CatalogService_SearchProducts: {
        parameters: {
            query?: {
                q?: string;
                storeId?: string;
                categoryId?: string;
                pageSize?: number;
                pageToken?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListProductsResponse"];
                };
            };
        };
    };
    CatalogService_ShowStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Store"];
                };
            };
        };
    };
    StockService_ListAvailability: {
        parameters: {
            query?: {
                skuIds?: string[];
            };
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListAvailabilityResponse"];
                };
            };
        };
    };
    StoreDeliveryService_EstimateDelivery: {
        parameters: {
            query?: {
                /** @description Where the store is, as the list of stores tells it. */
                storeLatE6?: number;
                storeLngE6?: number;
                latE6?: number;
                lngE6?: number;
            };
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1EstimateDeliveryResponse"];
                };
            };
        };
    };
    SlotService_ListSlots: {
        parameters: {
            query?: {
                /** @description 到店自提: when the customer comes, instead of when the courier does. */
                pickup?: boolean;
                /** @description Where it goes; of no meaning for pickup. */
                latE6?: number;
                lngE6?: number;
            };
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListSlotsResponse"];
                };
            };
        };
    };
    StoreDeliveryService_ShowZone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                storeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Zone"];
                };
            };
        };
    };
    CatalogService_ListNearbyStores: {
        parameters: {
            query?: {
                latE6?: number;
                lngE6?: number;
                /** @description Metres; 0: 10 km. */
                radiusMeters?: number;
                pageSize?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1ListNearbyStoresResponse"];
                };
            };
        };
    };
    PaymentService_ShowTradePayment: {
        parameters: {
            query?: {
                sync?: boolean;
            };
            header?: never;
            path: {
                tradeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1Payment"];
                };
            };
        };
    };
    PaymentService_PayTrade: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tradeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentServicePayTradeBody"];
            };
        };
        responses: {
            /** @description A successful response. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["v1PaySession"];
                };
            };
        };
    };
}
