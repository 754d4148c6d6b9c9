package mask_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/platform/mask"
)

func TestTheMiddleIsHidden(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		how        func(string) string
		text, want string
	}{
		{mask.Phone, "13800138000", "138****8000"}, {mask.Phone, "12345", ""}, {mask.Phone, "", ""},
		{mask.Name, "王五", "王*"}, {mask.Name, "Li", "L*"}, {mask.Name, "", ""},
		{mask.Place, "成都市武侯区人民南路四段 12 号 3 单元", "成都市武侯区人民南路四段****"}, {mask.Place, "3 号楼", "****"},
		{mask.Place, "环球中心", "环球****"}, {mask.Place, "家", "****"}, {mask.Place, "", ""},
	} {
		require.Equal(t, c.want, c.how(c.text), "%q", c.text)
	}
}
