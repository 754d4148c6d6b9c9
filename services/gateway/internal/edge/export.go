package edge

import (
	"context"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"google.golang.org/grpc/metadata"

	analyticsv1 "dajiu/gen/go/dajiu/analytics/v1"
	"dajiu/platform/errs"
	"dajiu/platform/reqid"
	"dajiu/platform/rpc"
)

// ExportPath is where the file of an export is fetched.
const ExportPath = "GET /v1/admin/exports/{export_id}/file"

// ExportFile streams the file of an export to the person whose it is, part by part: no more than one is in memory.
func ExportFile(exports analyticsv1.ExportServiceClient) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, err := strconv.ParseInt(r.PathValue("export_id"), 10, 64)
		if err != nil {
			WriteError(w, r, errs.Invalid("exportId", "is no number"))
			return
		}
		ctx := metadata.NewOutgoingContext(r.Context(), metadata.MD{
			rpc.MetaAuthorization: {r.Header.Get("Authorization")}, rpc.MetaRequestID: {reqid.From(r.Context())}, rpc.MetaAgent: {r.UserAgent()},
		})
		first, err := exports.ReadExport(ctx, &analyticsv1.ReadExportRequest{ExportId: id})
		if err != nil {
			WriteError(w, r, err)
			return
		}
		h := w.Header()
		h.Set("Content-Type", typeOf(first.GetFormat()))
		h.Set("Content-Disposition", disposition(first.GetFileName()))
		h.Set("Content-Length", strconv.FormatInt(first.GetBytes(), 10))
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		copyParts(ctx, w, exports, id, first)
	})
}

// copyParts writes a file. One that cannot be read to its end is cut short, which its length tells the client.
func copyParts(ctx context.Context, w http.ResponseWriter, exports analyticsv1.ExportServiceClient, id int64, part *analyticsv1.ReadExportResponse) {
	for written := int64(0); ; {
		n, err := w.Write(part.GetPart())
		if written += int64(n); err != nil || n == 0 || written >= part.GetBytes() {
			return
		}
		if part, err = exports.ReadExport(ctx, &analyticsv1.ReadExportRequest{ExportId: id, Offset: written}); err != nil {
			return
		}
	}
}

func typeOf(f analyticsv1.ExportFormat) string {
	if f == analyticsv1.ExportFormat_EXPORT_FORMAT_CSV {
		return "text/csv; charset=utf-8"
	}
	return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}

// disposition names a file for browsers (RFC 6266): in ASCII for old ones, as it is for the rest.
func disposition(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || strings.ContainsRune(`"\\/`, r) {
			return '_'
		}
		return r
	}, name)
	return mime.FormatMediaType("attachment", map[string]string{"filename": plain}) + "; filename*=UTF-8''" + url.PathEscape(name)
}
