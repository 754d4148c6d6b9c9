package wechatpay

import (
	"compress/gzip"
	"context"
	"crypto/sha1" //nolint:gosec // the service's digest of a bill; authenticity comes from the signed answer that names it
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"dajiu/integrations/wechatpay/wire"
)

const (
	maxBill      = 2 << 30 // bytes of an unpacked bill
	downloadTime = 10 * time.Minute
)

// TradeBill reads the bill of one day in China: every payment and refund initiated on it. The whole file is
// downloaded and its digest checked before the first row is given; after the last row the totals are
// checked. An error ends the sequence; rows before it must not be kept as a complete bill. Memory does not
// grow with the bill: the file waits in the temporary directory while it is read.
//
// Errors: ErrNoBill, ErrBillNotReady, ErrBillCorrupt, ErrParam, ErrSign and the temporary ones.
func (c *Client) TradeBill(ctx context.Context, day time.Time) iter.Seq2[BillRow, error] {
	return func(yield func(BillRow, error) bool) {
		date := day.In(wire.China()).Format(time.DateOnly)
		file, err := c.fetchBill(ctx, "/v3/bill/tradebill?bill_date="+date+"&bill_type=ALL&tar_type=GZIP")
		if err != nil {
			yield(BillRow{}, fmt.Errorf("wechatpay: trade bill of %s: %w", date, err))
			return
		}
		defer discard(file)
		for row, err := range readTradeBill(io.LimitReader(file, maxBill)) {
			if err != nil {
				yield(BillRow{}, fmt.Errorf("wechatpay: trade bill of %s: %w", date, err))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// fetchBill asks for a bill, downloads it into a temporary file, and checks its digest.
func (c *Client) fetchBill(ctx context.Context, uri string) (*os.File, error) {
	var at wire.BillFile
	if err := c.call(ctx, http.MethodGet, uri, nil, &at); err != nil {
		return nil, err
	}
	if !strings.EqualFold(at.HashType, "SHA1") {
		return nil, ErrBillCorrupt.Wrap(errors.New("an unknown kind of digest"))
	}
	link, err := url.Parse(at.DownloadURL)
	if err != nil || !strings.HasSuffix(link.Path, "/v3/billdownload/file") {
		return nil, ErrBillCorrupt.Wrap(errors.New("an unexpected download address"))
	}
	// Only path and query are taken: our authorization goes to the configured host and nowhere else.
	answer, err := c.send(ctx, c.downloads(), http.MethodGet, "/v3/billdownload/file?"+link.RawQuery, nil)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		content, _ := io.ReadAll(io.LimitReader(answer.Body, maxAnswer)) // what could be read says why
		return nil, refusal(answer.StatusCode, answer.Header, content)
	}
	return storeBill(answer.Body, at.HashValue)
}

// downloads is the client with more time: a bill is large.
func (c *Client) downloads() *http.Client {
	long := *c.http
	long.Timeout = max(downloadTime, c.http.Timeout)
	return &long
}

func storeBill(body io.Reader, digest string) (*os.File, error) {
	unpacked, err := gzip.NewReader(body)
	if err != nil {
		return nil, ErrBillCorrupt.Wrap(bare(err))
	}
	file, err := os.CreateTemp("", "bill-*.csv")
	if err != nil {
		return nil, fmt.Errorf("store bill: %w", err)
	}
	sum := sha1.New() //nolint:gosec // see the import
	n, err := io.Copy(io.MultiWriter(file, sum), io.LimitReader(unpacked, maxBill+1))
	switch {
	case err != nil:
		err = ErrBillCorrupt.Wrap(bare(err))
	case n > maxBill:
		err = ErrBillCorrupt.Wrap(fmt.Errorf("more than %d bytes", int64(maxBill)))
	case !strings.EqualFold(hex.EncodeToString(sum.Sum(nil)), digest):
		err = ErrBillCorrupt.Wrap(errors.New("the digest differs"))
	default:
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		discard(file)
		return nil, err
	}
	return file, nil
}

// discard removes a temporary file; a leftover does no harm but space.
func discard(file *os.File) {
	_ = file.Close()
	_ = os.Remove(file.Name())
}
