package sim

import (
	"fmt"
	"net/http"
	"time"

	"dajiu/integrations/wechatpay/wire"
)

// certificates gives out the platform certificates, encrypted like callbacks; none in public-key mode.
func (s *Sim) certificates(request) (answer, error) {
	out := wire.Certificates{Data: []wire.CertificateEntry{}}
	for _, k := range s.keys {
		if k.certificate == nil {
			continue
		}
		nonce := wire.AEADNonce()
		sealed, err := s.box.Seal([]byte(k.pem), nonce, "certificate")
		if err != nil {
			return answer{}, fmt.Errorf("sim: seal certificate %s: %w", k.id, err)
		}
		out.Data = append(out.Data, wire.CertificateEntry{
			SerialNo:      k.id,
			EffectiveTime: k.certificate.NotBefore.In(wire.China()).Format(time.RFC3339),
			ExpireTime:    k.certificate.NotAfter.In(wire.China()).Format(time.RFC3339),
			Encrypted:     wire.Resource{Algorithm: wire.Algorithm, Ciphertext: sealed, Nonce: nonce, AssociatedData: "certificate"},
		})
	}
	return answer{status: http.StatusOK, body: out}, nil
}
