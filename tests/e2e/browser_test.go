package e2e

import (
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

// browser is somebody in front of a browser without scripts: it keeps cookies, follows where the platform sends it, fills in
// forms, and stops where it is sent elsewhere.
type browser struct {
	t    *testing.T
	http *http.Client
	// page is what it shows, status with what status, at where, and gone where it was sent that is not the platform.
	page   string
	status int
	at     *url.URL
	gone   *url.URL
	header http.Header
}

// newBrowser returns a browser that follows redirects to the given hosts.
func newBrowser(t *testing.T, hosts ...string) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	b := &browser{t: t}
	b.http = &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		for _, host := range hosts {
			if r.URL.Scheme+"://"+r.URL.Host == host {
				return nil
			}
		}
		return http.ErrUseLastResponse
	}}
	return b
}

func (b *browser) open(address string) *browser {
	b.t.Helper()
	resp, err := b.http.Get(address) //nolint:noctx // a test
	return b.shows(resp, err)
}

func (b *browser) shows(resp *http.Response, err error) *browser {
	b.t.Helper()
	require.NoError(b.t, err)
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	require.NoError(b.t, err)
	b.page, b.status, b.at, b.header, b.gone = string(body), resp.StatusCode, resp.Request.URL, resp.Header, nil
	if to := resp.Header.Get("Location"); to != "" {
		b.gone, err = resp.Request.URL.Parse(to)
		require.NoError(b.t, err)
	}
	return b
}

var (
	formPart  = regexp.MustCompile(`(?si)<form method="post" action="([^"]+)".*?</form>`)
	inputPart = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)
)

// submit fills in and sends the form of the page that has all of the fields.
func (b *browser) submit(fields map[string]string) *browser {
	b.t.Helper()
	for _, form := range formPart.FindAllStringSubmatch(b.page, -1) {
		fits := true
		for name := range fields {
			fits = fits && strings.Contains(form[0], `name="`+name+`"`)
		}
		if !fits {
			continue
		}
		values := url.Values{}
		for _, hidden := range inputPart.FindAllStringSubmatch(form[0], -1) {
			values.Set(hidden[1], html.UnescapeString(hidden[2]))
		}
		for name, value := range fields {
			values.Set(name, value)
		}
		to, err := b.at.Parse(form[1])
		require.NoError(b.t, err)
		return b.send(to.String(), values)
	}
	require.FailNow(b.t, "no such form", "%v in %s", fields, b.page)
	return b
}

// send posts a form from a page of the platform's own.
func (b *browser) send(to string, values url.Values) *browser {
	b.t.Helper()
	req, err := http.NewRequest(http.MethodPost, to, strings.NewReader(values.Encode())) //nolint:noctx // a test
	require.NoError(b.t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", req.URL.Scheme+"://"+req.URL.Host)
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.shows(b.http.Do(req))
}

// signInAsStaff fills in the form of staff.
func (b *browser) signInAsStaff(username string) *browser {
	b.t.Helper()
	return b.submit(map[string]string{"username": username, "password": harness.Password, "otp": ""})
}
