package phone

import (
	"fmt"
	"testing"
)

func BenchmarkRead(b *testing.B) {
	cells := map[string]func(i int) string{
		"plus":     func(i int) string { return fmt.Sprintf("+3319900%04d", i%10000) },
		"national": func(i int) string { return fmt.Sprintf("01 99 00 %02d %02d", i/100%100, i%100) },
		"two": func(i int) string {
			return fmt.Sprintf("01 99 00 %02d %02d / 06 12 34 %02d 26", i/100%100, i%100, i%100)
		},
		"words": func(i int) string { return fmt.Sprintf("Tél. bureau : 01 99 00 %02d %02d poste 12", i/100%100, i%100) },
	}
	for name, cell := range cells {
		b.Run(name, func(b *testing.B) {
			r := mustReader(b, Options{Regions: []string{"FR"}})
			b.ReportAllocs()
			for i := range b.N {
				r.Read([]byte(cell(i*7919)), france)
			}
		})
	}
}
