package authn

import (
	"fmt"

	"github.com/go-jose/go-jose/v4"
)

// SignDocument returns a document signed by a key, as a compact JWS: whoever has the published keys can prove that it is
// ours and unchanged.
func SignDocument(key SigningKey, document []byte) (string, error) {
	signer, err := jose.NewSigner(jose.SigningKey{
		Algorithm: jose.EdDSA, Key: jose.JSONWebKey{Key: key.Private, KeyID: key.ID, Algorithm: string(jose.EdDSA)},
	}, (&jose.SignerOptions{}).WithType("dajiu-document")) // no token: a verifier of those refuses it
	if err != nil {
		return "", fmt.Errorf("authn: document signer: %w", err)
	}
	signed, err := signer.Sign(document)
	if err != nil {
		return "", fmt.Errorf("authn: sign document: %w", err)
	}
	text, err := signed.CompactSerialize()
	if err != nil {
		return "", fmt.Errorf("authn: write document: %w", err)
	}
	return text, nil
}
