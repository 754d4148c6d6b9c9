package wechatpay_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/wechatpay-apiv3/wechatpay-go/core"

	"dajiu/integrations/wechatpay/wire"
)

// tamper stands between merchant and service and changes what is downloaded.
func tamper(t *testing.T, target string, damage func([]byte) []byte) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		forward(t, w, r, target, damage)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// tamperRequest stands between merchant and service and sees every request.
func tamperRequest(t *testing.T, target string, see func(*http.Request)) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		see(r)
		forward(t, w, r, target, func(b []byte) []byte { return b })
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func forward(t *testing.T, w http.ResponseWriter, r *http.Request, target string, damage func([]byte) []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(r.Context(), r.Method, target+r.URL.RequestURI(), r.Body)
	if err != nil {
		t.Error(err)
		return
	}
	request.Header = r.Header.Clone()
	answer, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Error(err)
		return
	}
	defer answer.Body.Close()
	body, _ := io.ReadAll(answer.Body)
	if strings.Contains(r.URL.Path, "billdownload") {
		body = damage(body)
	}
	for name, values := range answer.Header {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(answer.StatusCode)
	_, _ = w.Write(body)
}

func packed(text string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = io.WriteString(z, text)
	_ = z.Close()
	return b.Bytes()
}

// fundBill asks for the fund bill with the vendor's own client.
func (w *world) fundBill(client *core.Client) string {
	w.Helper()
	date := w.clock.Now().In(wire.China()).Format("2006-01-02")
	result, err := client.Get(w.Context(), "https://api.mch.weixin.qq.com/v3/bill/fundflowbill?bill_date="+date)
	require.NoError(w, err)
	var file wire.BillFile
	require.NoError(w, core.UnMarshalResponse(result.Response, &file))
	link, err := url.Parse(file.DownloadURL)
	require.NoError(w, err)
	unsigned := core.NewClientWithValidator(client, noValidator{})
	result, err = unsigned.Get(w.Context(), "https://api.mch.weixin.qq.com"+link.RequestURI())
	require.NoError(w, err)
	defer result.Response.Body.Close()
	content, err := io.ReadAll(result.Response.Body)
	require.NoError(w, err)
	return string(content)
}

// payFast is the customer of a benchmark, over a connection that is kept.
func (w *world) payFast(b testing.TB, payer *http.Client, prepayID string) {
	answer, err := payer.Post(w.url+"/sim/pay", "application/json", strings.NewReader(`{"prepay_id":"`+prepayID+`"}`)) //nolint:noctx // a benchmark
	if err != nil {
		b.Error(err)
		return
	}
	_, _ = io.Copy(io.Discard, answer.Body)
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		b.Errorf("payment: %d", answer.StatusCode)
	}
}
