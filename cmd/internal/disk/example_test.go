package disk_test

import (
	"errors"
	"fmt"
	"os"

	"github.com/callready/callready/cmd/internal/disk"
)

func ExampleFree() {
	free, err := disk.Free(os.TempDir())
	fmt.Println(free >= 0, err == nil || errors.Is(err, errors.ErrUnsupported))
	// Output: true true
}
