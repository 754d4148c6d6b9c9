package wechatpay

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dajiu/integrations/wechatpay/wire"
	"dajiu/platform/clock"
	"dajiu/platform/money"
)

const wholeBill = wire.TradeHeader + "\n" +
	"`2026-05-01 12:00:00,`wx1,`19,`0,`,`4200,`T1,`o1,`JSAPI,`SUCCESS,`OTHERS,`CNY,`9.90,`0.00,`0,`0,`0.00,`0.00,`,`,`a,`b`,`c,`attach,`0.05940,`0.60%,`9.90,`0.00,`\n" +
	"`2026-05-01 13:00:00,`wx1,`19,`0,`,`4200,`T1,`o1,`JSAPI,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`5030,`R1,`9.90,`0.00,`ORIGINAL,`SUCCESS,`wine,`attach,`-0.05940,`0.60%,`0.00,`9.90,`\n" +
	wire.TradeSummaryHeader + "\n`2,`9.90,`9.90,`0.00,`0.00000,`9.90,`9.90\n"

func rowsOf(text string) ([]BillRow, error) {
	var rows []BillRow
	for row, err := range readTradeBill(strings.NewReader(text)) {
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func TestBillsAreReadExactlyOrRefused(t *testing.T) {
	t.Parallel()
	rows, err := rowsOf("\ufeff" + strings.ReplaceAll(wholeBill, "\n", "\r\n"))
	require.NoError(t, err)
	require.Len(t, rows, 2)
	require.Equal(t, "a,`b`,`c", rows[0].Description, "a name may contain the separator")
	require.Equal(t, money.Fen(990), rows[0].Amount)
	require.Equal(t, money.Fen(990), rows[1].RefundAmount)
	require.EqualValues(t, 5940, rows[0].FeeMilliFen)
	for name, change := range map[string][2]string{
		"a row is missing":            {"`2,`9.90,`9.90,`0.00,`0.00000", "`3,`9.90,`9.90,`0.00,`0.00000"},
		"the total differs":           {"`0.00000,`9.90,`9.90\n", "`0.00000,`9.91,`9.90\n"},
		"an amount has tenths of fen": {"`0.60%,`9.90,`0.00,`\n", "`0.60%,`9.901,`0.00,`\n"},
		"an amount is no number":      {"`0.60%,`9.90,`0.00,`\n", "`0.60%,`nine,`0.00,`\n"},
		"a state is unknown":          {"`REFUND,", "`REVERSED,"},
		"a time is no time":           {"2026-05-01 13:00:00", "2026-05-01T13:00"},
		"a column is missing":         {"申请退款金额,费率备注", "别的,费率备注"},
		"the summary is missing":      {wire.TradeSummaryHeader + "\n`2,`9.90,`9.90,`0.00,`0.00000,`9.90,`9.90\n", ""},
		"something follows":           {"`0.00000,`9.90,`9.90\n", "`0.00000,`9.90,`9.90\n`1\n"},
		"a line has too few values":   {"`ORIGINAL,", ""},
	} {
		require.Contains(t, wholeBill, change[0], name)
		_, err := rowsOf(strings.Replace(wholeBill, change[0], change[1], 1))
		require.ErrorIs(t, err, ErrBillCorrupt, name)
	}
}

func FuzzTradeBill(f *testing.F) {
	f.Add(wholeBill)
	f.Add("\ufeff" + strings.ReplaceAll(wholeBill, "\n", "\r\n"))
	f.Add(wire.TradeHeader + "\n" + wire.TradeSummaryHeader + "\n`0,`0.00,`0.00,`0.00,`0.00000,`0.00,`0.00\n")
	f.Add("`")
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := rowsOf(text)
		if err != nil {
			return
		}
		for _, row := range rows {
			if row.At.IsZero() || row.IsRefund() == (row.State == StateSuccess) {
				t.Fatalf("a bill was accepted with the row %+v", row)
			}
		}
	})
}

func TestYuanAndFenAreTheSameAmount(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(-1e17, 1e17).Draw(t, "n")
		amount, err := wire.ParseYuan(wire.Yuan(money.Fen(n)))
		require.NoError(t, err)
		require.Equal(t, money.Fen(n), amount)
		fee, err := wire.ParseFee(wire.Fee(n))
		require.NoError(t, err)
		require.Equal(t, n, fee)
	})
	for text, want := range map[string]money.Fen{"0": 0, "0.07": 7, "-0.07": -7, "12": 1200, "12.3": 1230, "0.07000": 7} {
		got, err := wire.ParseYuan(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "-", ".5", "1.2.3", "0.071", "1e3", "+1", "--1", " 1", "99999999999999999999", "1,000.00"} {
		_, err := wire.ParseYuan(text)
		require.ErrorIs(t, err, wire.ErrAmount, text)
	}
}

// believing is a verifier that believes everybody, so that the fuzzer gets behind the signature.
type believing struct{}

func (believing) Verify(context.Context, string, string, string) error { return nil }
func (believing) GetSerial(context.Context) (string, error)            { return "x", nil }

func FuzzParseNotification(f *testing.F) {
	f.Add(`{"id":"1","event_type":"TRANSACTION.SUCCESS","resource":{"algorithm":"AEAD_AES_256_GCM","nonce":"012345678901"}}`, "TRANSACTION.SUCCESS", `{}`)
	f.Add(`{"id":"1","event_type":"TRANSACTION.SUCCESS","resource":{"algorithm":"AEAD_AES_256_GCM","nonce":"0","ciphertext":"AAAA"}}`, "x", `1`)
	f.Add(`{"id":"1","resource":null}`, "REFUND.CLOSED", `{"mchid":"19","refund_status":"CLOSED","out_refund_no":"R","out_trade_no":"T","amount":{"refund":1}}`)
	now := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	box, err := wire.NewBox(strings.Repeat("k", 32))
	require.NoError(f, err)
	client := &Client{cfg: Config{MchID: "19"}, clock: clock.Fake(now), box: box, verifier: believing{}}
	header := http.Header{}
	for _, name := range []string{wire.HeaderNonce, wire.HeaderSerial, wire.HeaderSignature} {
		header.Set(name, "x")
	}
	header.Set(wire.HeaderTimestamp, strconv.FormatInt(now.Unix(), 10))
	f.Fuzz(func(t *testing.T, body, event, plain string) {
		text, err := box.Seal([]byte(plain), "012345678901", "a")
		require.NoError(t, err)
		sealed, err := json.Marshal(wire.Envelope{ID: "n1", EventType: event, Resource: &wire.Resource{
			Algorithm: wire.Algorithm, Ciphertext: text, Nonce: "012345678901", AssociatedData: "a",
		}})
		require.NoError(t, err)
		for _, b := range [][]byte{[]byte(body), sealed} {
			n, err := client.ParseNotification(t.Context(), header, b)
			if err == nil && (n.ID == "" || n.Kind == KindPaid && n.Transaction.OutTradeNo == "" || n.Kind == KindRefund && n.Refund.OutRefundNo == "") {
				t.Fatalf("an empty notification was accepted: %q", b)
			}
		}
	})
}

func FuzzAuthorization(f *testing.F) {
	f.Add(wire.Authorization{MchID: "1", Nonce: "2", Timestamp: "3", Serial: "4", Signature: "5=="}.String())
	f.Add(wire.Schema + ` mchid="1",mchid="2"`)
	f.Fuzz(func(t *testing.T, value string) {
		a, err := wire.ParseAuthorization(value)
		if err != nil {
			return
		}
		again, err := wire.ParseAuthorization(a.String())
		if err != nil || again != a {
			t.Fatalf("%q is read as %+v and then as %+v, %v", value, a, again, err)
		}
	})
}
