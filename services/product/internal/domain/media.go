package domain

import (
	"path"
	"strings"
)

// mediaFolder is where our pictures are served.
const mediaFolder = "/media/"

// checkMedia reports PRODUCT_MEDIA_NOT_FOUND for a picture that is not one of ours: pages must not load what others
// may change or count.
func checkMedia(field, url string) error {
	if url == "" || (strings.HasPrefix(url, mediaFolder) && path.Clean(url) == url && !strings.ContainsAny(url, "?#\\ ")) {
		return nil
	}
	return mediaNotFound(field)
}
