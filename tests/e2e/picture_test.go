package e2e

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/jpeg"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/tests/harness"
)

func TestOnlyPicturesAreKeptAndShown(t *testing.T) {
	t.Parallel()
	s := harness.Start(t, harness.Options{})
	sh := openShop(t, s)
	var b bytes.Buffer
	require.NoError(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 2000, 500)), nil))
	polyglot := append(b.Bytes(), []byte("<script>alert(1)</script>")...)
	send := func(content []byte) harness.JSON {
		return harness.JSON{"content": base64.StdEncoding.EncodeToString(content)}
	}

	const path = "/v1/media/pictures"
	kept := sh.operator.Post(path, send(polyglot))
	require.EqualValues(t, 1600, kept.Int("width"))
	require.Equal(t, kept.Text("url"), sh.operator.Post(path, send(polyglot)).Text("url"), "the same picture has the same address")

	resp, err := http.Get(s.URL + kept.Text("url"))
	require.NoError(t, err)
	defer resp.Body.Close()
	var shown bytes.Buffer
	_, err = shown.ReadFrom(resp.Body)
	require.NoError(t, err)
	require.Equal(t, "image/jpeg", resp.Header.Get("Content-Type"))
	require.Equal(t, "nosniff", resp.Header.Get("X-Content-Type-Options"))
	require.Contains(t, resp.Header.Get("Content-Security-Policy"), "sandbox")
	require.NotContains(t, shown.String(), "script")
	_, _, err = image.Decode(&shown)
	require.NoError(t, err)

	sh.operator.Refused(http.StatusBadRequest, "PRODUCT_PICTURE_UNKNOWN", http.MethodPost, path, send([]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)), "")
	code, _ := sh.operator.Call(http.MethodPost, path, send(make([]byte, 4<<20)), "")
	require.Contains(t, []int{http.StatusBadRequest, http.StatusRequestEntityTooLarge}, code)
	customer := s.Customer("o-picture")
	customer.Refused(http.StatusForbidden, "PERMISSION_DENIED", http.MethodPost, path, send(polyglot), "")

	for _, bad := range []string{"javascript:alert(1)", "data:text/html,x", "//evil.example/x.png", "/media/../secret.key", `https://x"onerror=alert(1)`, "http://169.254.169.254/latest"} {
		code, answer := customer.Call(http.MethodPatch, "/v1/me", harness.JSON{"avatarUrl": bad, "nickname": "x"}, "")
		require.Equal(t, http.StatusBadRequest, code, bad)
		require.Contains(t, strings.ToLower(answer.Text("error.message")), "avatar", bad)
	}
}
