package transport

import (
	"context"
	"strconv"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	analyticsv1 "dajiu/gen/go/dajiu/analytics/v1"
	orderv1 "dajiu/gen/go/dajiu/order/v1"
	"dajiu/platform/errs"
	"dajiu/services/analytics/internal/app"
	"dajiu/services/analytics/internal/domain"
)

type figuresServer struct {
	analyticsv1.UnimplementedAnalyticsServiceServer
	figures *app.Figures
}

func (s *figuresServer) ShowDashboard(ctx context.Context, req *analyticsv1.ShowDashboardRequest) (*analyticsv1.Dashboard, error) {
	d, err := s.figures.Dashboard(ctx, app.Among(app.ReachOf(ctx), req.GetStoreIds()))
	if err != nil {
		return nil, err
	}
	return dashboardToProto(d), nil
}

func (s *figuresServer) ShowStoreDashboard(ctx context.Context, req *analyticsv1.ShowStoreDashboardRequest) (*analyticsv1.Dashboard, error) {
	d, err := s.figures.Dashboard(ctx, []int64{req.GetStoreId()})
	if err != nil {
		return nil, err
	}
	return dashboardToProto(d), nil
}

func (s *figuresServer) QueryReport(ctx context.Context, req *analyticsv1.QueryReportRequest) (*analyticsv1.QueryReportResponse, error) {
	offset, err := offsetOf(req.GetPageToken())
	if err != nil {
		return nil, err
	}
	answer, err := s.figures.Query(ctx, definitionFromProto(req.GetDefinition()), app.ReachOf(ctx))
	if err != nil {
		return nil, err
	}
	resp := answerToProto(answer)
	if size := int(req.GetPageSize()); size > 0 {
		rows := resp.GetRows()[min(offset, len(resp.GetRows())):]
		if len(rows) > size {
			rows = rows[:size]
			resp.NextPageToken = strconv.Itoa(offset + size)
		}
		resp.Rows = rows
	}
	return resp, nil
}

// offsetOf reads the page token of a report: how many rows were seen. A report's rows are bounded, and made anew each time.
func offsetOf(token string) (int, error) {
	if token == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(token)
	if err != nil || n < 0 || n > domain.MaxRows {
		return 0, errs.Invalid("pageToken", "is not one that we gave")
	}
	return n, nil
}

func (s *figuresServer) QueryStoreReport(ctx context.Context, req *analyticsv1.QueryStoreReportRequest) (*analyticsv1.QueryReportResponse, error) {
	answer, err := s.figures.Query(ctx, definitionFromProto(req.GetDefinition()), []int64{req.GetStoreId()})
	if err != nil {
		return nil, err
	}
	return answerToProto(answer), nil
}

func definitionFromProto(p *analyticsv1.ReportDefinition) domain.Definition {
	f := p.GetFilter()
	d := domain.Definition{
		Grain: domain.Grain(p.GetGrain()), Period: domain.Period(p.GetPeriod()), Start: p.GetStartDate(), End: p.GetEndDate(),
		Sort: domain.Measure(p.GetSort()), Ascending: p.GetAscending(), Limit: int(p.GetLimit()),
		Filter: domain.Filter{
			Stores: f.GetStoreIds(), Merchants: f.GetMerchantIds(), Regions: numbers(f.GetRegions()), Pays: numbers(f.GetPayMethods()),
			Fulfilments: numbers(f.GetFulfilments()), Categories: f.GetCategoryIds(), Brands: f.GetBrandIds(),
		},
	}
	for _, m := range p.GetMeasures() {
		d.Measures = append(d.Measures, domain.Measure(m))
	}
	for _, dim := range p.GetDimensions() {
		d.Dimensions = append(d.Dimensions, domain.Dimension(dim))
	}
	return d
}

func numbers[N ~int32](list []N) []int64 {
	var out []int64
	for _, n := range list {
		out = append(out, int64(n))
	}
	return out
}

func answerToProto(a app.Answer) *analyticsv1.QueryReportResponse {
	resp := &analyticsv1.QueryReportResponse{
		Totals: a.Totals, Truncated: a.Truncated, Unnamed: a.Unnamed, StartDate: a.Question.First.String(), EndDate: a.Question.Last.String(),
		Rows: make([]*analyticsv1.ReportRow, len(a.Rows)),
	}
	for i, r := range a.Rows {
		resp.Rows[i] = &analyticsv1.ReportRow{Time: r.Time, Keys: r.Keys, Labels: r.Labels, Values: r.Values}
	}
	return resp
}

func dashboardToProto(d *app.Dashboard) *analyticsv1.Dashboard {
	resp := &analyticsv1.Dashboard{
		Time: timestamppb.New(d.At), Today: figuresToProto(&d.Today), Yesterday: figuresToProto(&d.Yesterday), YesterdayWhole: figuresToProto(&d.YesterdayWhole),
		Hours: pointsToProto(d.Hours), YesterdayHours: pointsToProto(d.YesterdayHours), Minutes: pointsToProto(d.Minutes),
		TopStores: rankedToProto(d.TopStores), TopProducts: rankedToProto(d.TopProducts), ActiveCouriers: int32(d.ActiveCouriers), //nolint:gosec // people
	}
	for state := domain.PendingPayment; state <= domain.Ended; state++ {
		if n := d.States[state]; n != 0 {
			resp.States = append(resp.States, &analyticsv1.StateCount{State: orderv1.OrderState(state), Orders: n}) //nolint:gosec // small enum
		}
	}
	for _, s := range d.Stores {
		resp.Stores = append(resp.Stores, &analyticsv1.StoreFigures{
			StoreId: s.StoreID, Name: s.Name, LatE6: s.LatE6, LngE6: s.LngE6, OpenForOrders: s.OpenNow, Gmv: s.GMV, Confirmed: s.Confirmed, Unaccepted: s.Unaccepted,
		})
	}
	return resp
}

func pointsToProto(points []app.Point) []*analyticsv1.TimePoint {
	list := make([]*analyticsv1.TimePoint, len(points))
	for i, p := range points {
		list[i] = &analyticsv1.TimePoint{
			Time: timestamppb.New(p.At), Placed: p.Figures[domain.Placed], Confirmed: p.Figures[domain.Confirmed], Gmv: p.Figures[domain.GMV],
		}
	}
	return list
}

func rankedToProto(ranked []app.Ranked) []*analyticsv1.Ranked {
	list := make([]*analyticsv1.Ranked, len(ranked))
	for i, r := range ranked {
		list[i] = &analyticsv1.Ranked{Id: r.ID, Name: r.Name, Gmv: r.GMV, Count: r.Count}
	}
	return list
}

func figuresToProto(f *domain.Figures) *analyticsv1.Figures {
	per := func(n, of int64) int64 {
		if of == 0 {
			return 0
		}
		return n / of
	}
	in := f.WithinCounts()
	return &analyticsv1.Figures{
		Placed: f[domain.Placed], Confirmed: f[domain.Confirmed], Gmv: f[domain.GMV], Pieces: f[domain.Pieces], Delivered: f[domain.Delivered],
		Cancelled: f[domain.Cancelled], Refunds: f[domain.Refunds], NewCustomers: f[domain.NewCustomers],
		AverageOrder: per(f[domain.GMV], f[domain.Confirmed]), Conversion: per(f[domain.Confirmed]*10000, f[domain.Placed]),
		AcceptSeconds: per(f[domain.AcceptSeconds], f[domain.Accepted]), PackSeconds: per(f[domain.PackSeconds], f[domain.Packed]),
		BringSeconds: per(f[domain.BringSeconds], f[domain.Delivered]), TotalSeconds: per(f[domain.TotalSeconds], f[domain.Delivered]),
		MedianSeconds: int64(f.Median() / time.Second), DeliveredWithin: in[:],
	}
}
