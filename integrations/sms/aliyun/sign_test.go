package aliyun_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"dajiu/integrations/sms/aliyun"
)

// The example of the vendor's document "V3 request body and signature".
func TestASignatureIsTheOneOfTheVendorsDocument(t *testing.T) {
	t.Parallel()
	header := map[string]string{
		"host": "ecs.cn-shanghai.aliyuncs.com", "x-acs-action": "RunInstances", "x-acs-version": "2014-05-26", "x-acs-date": "2023-10-26T10:22:32Z",
		"x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d", "x-acs-content-sha256": aliyun.Digest(nil),
	}
	signed := aliyun.Signed{
		Method: http.MethodPost,
		Query:  url.Values{"ImageId": {"win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"}, "RegionId": {"cn-shanghai"}},
		Header: func(name string) string { return header[name] },
	}
	require.Equal(t, "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0", signed.Signature("YourAccessKeySecret"))
}
