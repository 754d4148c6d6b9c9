package edge

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"google.golang.org/genproto/googleapis/api/httpbody"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	paymentv1 "dajiu/gen/go/dajiu/payment/v1"
	userv1 "dajiu/gen/go/dajiu/user/v1"
	"dajiu/platform/errs"
	"dajiu/platform/reqid"
	"dajiu/platform/rpc"
)

// maxCallback bounds a callback's body; WeChat Pay's have some 2 KB.
const maxCallback = 64 << 10

// Callbacks passes a channel's callback on byte for byte: its signature is over the bytes as they came, which a
// transcoder would not keep. A failure is answered in the form that the channel reads, and it calls again.
func Callbacks(payments paymentv1.ChannelCallbackServiceClient) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxCallback))
		if err != nil {
			refuseCallback(w, errs.New(codes.InvalidArgument, reasonTooLarge, "the body cannot be read").Wrap(err))
			return
		}
		md := metadata.MD{rpc.MetaRequestID: {reqid.From(r.Context())}}
		for name, values := range r.Header {
			if key, ok := passHeader(name); ok && key != rpc.MetaAuthorization {
				md[key] = values
			}
		}
		answer, err := payments.NotifyWechat(metadata.NewOutgoingContext(r.Context(), md), &httpbody.HttpBody{ContentType: "application/json", Data: body})
		if err != nil {
			refuseCallback(w, err)
			return
		}
		w.Header().Set("Content-Type", answer.GetContentType())
		_, _ = w.Write(answer.GetData()) // the caller is gone, and calls again
	})
}

// SMSReports passes on what a vendor of text messages reports, from a path with {vendor} and {token}.
func SMSReports(users userv1.SmsReportServiceClient) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxReport))
		if err != nil {
			refuseCallback(w, errs.New(codes.InvalidArgument, reasonTooLarge, "the body cannot be read").Wrap(err))
			return
		}
		md := metadata.MD{rpc.MetaRequestID: {reqid.From(r.Context())}}
		answer, err := users.ReportSms(metadata.NewOutgoingContext(r.Context(), md), &userv1.ReportSmsRequest{
			Vendor: r.PathValue("vendor"), Token: r.PathValue("token"), Body: body,
		})
		if err != nil {
			refuseCallback(w, err)
			return
		}
		w.Header().Set("Content-Type", answer.GetContentType())
		_, _ = w.Write(answer.GetData()) // the caller is gone, and calls again
	})
}

// maxReport bounds the body of a report; with what is around it, it stays within a call's size.
const maxReport = 60 << 10

func refuseCallback(w http.ResponseWriter, err error) {
	var e *errs.Error
	if !errors.As(err, &e) {
		e = rpc.FromStatus(err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(httpStatus(e))
	_ = json.NewEncoder(w).Encode(map[string]string{"code": "FAIL", "message": e.Reason()}) // the caller is gone, and calls again
}
