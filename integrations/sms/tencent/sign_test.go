package tencent_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dajiu/integrations/sms/tencent"
)

// The example of the vendor's document "Signature v3".
func TestASignatureIsTheOneOfTheVendorsDocument(t *testing.T) {
	t.Parallel()
	signed := tencent.Signed{
		Service: "cvm", Host: "cvm.tencentcloudapi.com", ContentType: "application/json; charset=utf-8", At: time.Unix(1551113065, 0),
		Body: []byte(`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`),
	}
	require.Equal(t, "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168", signed.Signature("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"))
}
