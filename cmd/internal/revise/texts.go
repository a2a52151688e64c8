package revise

import (
	_ "embed"
	"sync"

	"github.com/callready/callready/cmd/internal/report/words"
)

//go:embed texts.toml
var sentences []byte

var texts = sync.OnceValues(func() (*words.Book, error) { return words.Open(sentences) })
