package host

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	operationsv1 "dajiu/gen/go/dajiu/operations/v1"
	"dajiu/platform/authn"
	"dajiu/platform/parameter"
)

func (o *operations) ListParameters(_ context.Context, req *operationsv1.ListParametersRequest) (*operationsv1.ListParametersResponse, error) {
	env, err := o.env(req.GetService())
	if err != nil {
		return nil, err
	}
	resp := &operationsv1.ListParametersResponse{}
	for _, p := range env.Parameters.List() {
		resp.Parameters = append(resp.Parameters, parameterToProto(p))
	}
	return resp, nil
}

func (o *operations) ChangeParameter(ctx context.Context, req *operationsv1.ChangeParameterRequest) (*operationsv1.Parameter, error) {
	env, err := o.env(req.GetService())
	if err != nil {
		return nil, err
	}
	p, err := env.Parameters.Change(ctx, req.GetName(), req.Value, req.GetVersion(), authn.From(ctx).UserID)
	if err != nil {
		return nil, err //nolint:wrapcheck // it is the platform's
	}
	return parameterToProto(p), nil
}

func parameterToProto(p parameter.Parameter) *operationsv1.Parameter {
	out := &operationsv1.Parameter{
		Name: p.Name, Unit: units[p.Unit], Configured: p.Configured, Value: p.Value, Min: p.Min, Max: p.Max, Choices: p.Choices,
		Version: p.Version, ChangedBy: p.ChangedBy,
	}
	if p.Version > 0 {
		out.ChangeTime = timestamppb.New(p.ChangedAt)
	}
	return out
}

//nolint:gochecknoglobals // a constant that Go cannot declare as one
var units = map[parameter.Unit]operationsv1.ParameterUnit{
	parameter.Seconds:         operationsv1.ParameterUnit_PARAMETER_UNIT_SECONDS,
	parameter.Count:           operationsv1.ParameterUnit_PARAMETER_UNIT_COUNT,
	parameter.Fen:             operationsv1.ParameterUnit_PARAMETER_UNIT_FEN,
	parameter.Metres:          operationsv1.ParameterUnit_PARAMETER_UNIT_METRES,
	parameter.MetresPerMinute: operationsv1.ParameterUnit_PARAMETER_UNIT_METRES_PER_MINUTE,
	parameter.Minutes:         operationsv1.ParameterUnit_PARAMETER_UNIT_MINUTES,
	parameter.Choice:          operationsv1.ParameterUnit_PARAMETER_UNIT_CHOICE,
}
