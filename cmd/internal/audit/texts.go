package audit

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"sync"

	"github.com/callready/callready/cmd/internal/report/words"
)

//go:embed data/texts.toml
var textsText []byte

// texts are read once.
var texts = sync.OnceValues(func() (*words.Book, error) { return words.Open(textsText) })

// Texts gives the sentences of the audit, in English and French, that are not those of a code.
func Texts() (*words.Book, error) { return texts() }

func hexSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
