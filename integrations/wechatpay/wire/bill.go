package wire

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Headers of the two bills, as the service writes them.
const (
	TradeHeader = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行," +
		"货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态," +
		"商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注"
	TradeSummaryHeader = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
	FundHeader         = "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元)," +
		"账户结余(元),资金变更提交申请人,备注,业务凭证号"
	FundSummaryHeader = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额"
)

// ErrBill says that a bill is not in the service's format.
var ErrBill = errors.New("wechatpay: malformed bill")

// freeText is the column that holds a merchant's own words, which may contain the separator.
const freeText = "商品名称"

// BillLine writes one line of values; headers are written without it.
func BillLine(values ...string) string {
	var b strings.Builder
	for i, v := range values {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('`')
		b.WriteString(strings.Map(oneLine, v))
	}
	b.WriteString("\r\n")
	return b.String()
}

func oneLine(r rune) rune {
	if r == '\r' || r == '\n' {
		return ' '
	}
	return r
}

// BillReader reads a bill line by line, in memory that does not grow with the bill. Start with Next until it
// reports false, then Err; Summary is there after the last line.
type BillReader struct {
	lines     *bufio.Scanner
	columns   map[string]int
	freeIndex int
	values    []string
	summary   map[string]string
	err       error
}

// NewBillReader reads the first header. It reports ErrBill when there is none.
func NewBillReader(r io.Reader) (*BillReader, error) {
	b := &BillReader{lines: bufio.NewScanner(r)}
	b.lines.Buffer(make([]byte, 0, 64<<10), 256<<10)
	line, ok := b.line()
	if !ok || strings.HasPrefix(line, "`") {
		return nil, b.fail("it does not begin with a header")
	}
	names := strings.Split(strings.TrimPrefix(line, "\ufeff"), ",")
	b.columns = make(map[string]int, len(names))
	b.freeIndex = len(names) - 1
	for i, name := range names {
		b.columns[name] = i
		if name == freeText {
			b.freeIndex = i
		}
	}
	if len(b.columns) != len(names) || len(names) < 2 {
		return nil, b.fail("its header names a column twice or has only one")
	}
	return b, nil
}

// Next reads the next line of values. It reports false at the summary, at a malformed line and at the end.
func (b *BillReader) Next() bool {
	if b.err != nil || b.summary != nil {
		return false
	}
	line, ok := b.line()
	if !ok {
		b.err = b.fail("it ends without a summary")
		return false
	}
	if !strings.HasPrefix(line, "`") {
		b.readSummary(line)
		return false
	}
	values := strings.Split(line[1:], ",`")
	if extra := len(values) - len(b.columns); extra > 0 {
		// A product's name held the separator itself: the surplus belongs to it, the amounts stand behind.
		joined := strings.Join(values[b.freeIndex:b.freeIndex+extra+1], ",`")
		values = append(append(values[:b.freeIndex:b.freeIndex], joined), values[b.freeIndex+extra+1:]...)
	}
	if len(values) != len(b.columns) {
		b.err = b.fail(fmt.Sprintf("a line has %d values for %d columns", len(values), len(b.columns)))
		return false
	}
	b.values = values
	return true
}

// Value returns the current line's value in the column, or the empty string where there is no such column.
func (b *BillReader) Value(column string) string {
	i, ok := b.columns[column]
	if !ok || i >= len(b.values) {
		return ""
	}
	return b.values[i]
}

// Has reports whether the bill has the column.
func (b *BillReader) Has(column string) bool { _, ok := b.columns[column]; return ok }

// Summary returns the values of the last line by their names; the caller must not change it.
func (b *BillReader) Summary() map[string]string { return b.summary }

// Err returns what stopped Next, nil after a whole bill.
func (b *BillReader) Err() error { return b.err }

func (b *BillReader) readSummary(header string) {
	line, ok := b.line()
	names, values := strings.Split(header, ","), strings.Split(strings.TrimPrefix(line, "`"), ",`")
	if !ok || !strings.HasPrefix(line, "`") || len(names) != len(values) {
		b.err = b.fail("its summary does not match the summary's header")
		return
	}
	summary := make(map[string]string, len(names))
	for i, name := range names {
		summary[name] = values[i]
	}
	if _, more := b.line(); more {
		b.err = b.fail("it goes on behind its summary")
		return
	}
	if err := b.lines.Err(); err != nil {
		b.err = fmt.Errorf("%w: %w", ErrBill, err)
		return
	}
	b.summary = summary
}

// line returns the next line that is not empty.
func (b *BillReader) line() (string, bool) {
	for b.lines.Scan() {
		if text := strings.TrimRight(b.lines.Text(), "\r"); text != "" {
			return text, true
		}
	}
	return "", false
}

func (b *BillReader) fail(why string) error {
	if err := b.lines.Err(); err != nil {
		return fmt.Errorf("%w: %w", ErrBill, err)
	}
	return fmt.Errorf("%w: %s", ErrBill, why)
}
