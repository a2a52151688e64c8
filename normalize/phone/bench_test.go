package phone

import (
	"math/rand/v2"
	"testing"

	"github.com/nyaruka/phonenumbers"

	"github.com/callready/callready/normalize/phone/internal/corpus"
)

const benchCells = 20_000

// askLibrary does by the library what a cell is read for: the number, whether it is valid, E.164, region and line type.
func askLibrary(e *corpus.Entry, dst []byte) []byte {
	n, err := phonenumbers.Parse(e.Text, e.Region)
	if err != nil || !phonenumbers.IsValidNumber(n) {
		return dst
	}
	dst = append(dst, phonenumbers.GetRegionCodeForNumber(n)...)
	dst = append(dst, byte(phonenumbers.GetNumberType(n)))
	return append(dst, phonenumbers.Format(n, phonenumbers.E164)...)
}

// BenchmarkCell measures whole cells, from their bytes to a reading with its evidence, against the library, which reads
// one number and gives no evidence. The cells are those of the corpus by kind, all of them mixed, those that
// are nothing special, and cells in which nothing is to be read.
func BenchmarkCell(b *testing.B) {
	all := corpus.Numbers(benchCells)
	groups := map[string][]corpus.Entry{"mixed": all, "odd": corpus.Odd(benchCells)}
	for _, e := range all {
		groups[e.Kind] = append(groups[e.Kind], e)
	}
	census := &Census{Common: []string{"US", "FR", "GB", "DE"}, Shares: []float64{.4, .2, .15, .15}}
	w := mustReader(b, Options{Regions: []string{"FR"}}).Worker()
	for _, e := range all {
		if e.Kind != "extension" && w.ordinary(new(Reading), e.Cell, &Context{Country: e.Region, Census: census}) {
			groups["usual"] = append(groups["usual"], e)
		}
	}
	for _, name := range []string{"usual", "mixed", "national", "plus", "idd", "extension", "invalid", "letters", "odd"} {
		entries := groups[name]
		b.Run(name+"/library", func(b *testing.B) {
			var dst []byte
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				dst = askLibrary(&entries[i%len(entries)], dst[:0])
			}
		})
		b.Run(name+"/callready", func(b *testing.B) {
			var out Reading
			ctx := Context{Census: census}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				e := &entries[i%len(entries)]
				ctx.Country = e.Region
				w.Read(&out, e.Cell, &ctx)
			}
			b.StopTimer()
			ordinary := 0
			for i := range entries {
				ctx.Country = entries[i].Region
				if w.ordinary(&out, entries[i].Cell, &ctx) {
					ordinary++
				}
			}
			b.ReportMetric(100*float64(ordinary)/float64(len(entries)), "%ordinary")
		})
	}
}

// BenchmarkMark reads numbers in E.164 as the first pass over a file does.
func BenchmarkMark(b *testing.B) {
	w := mustReader(b, Options{Regions: []string{"FR"}}).Worker()
	rng := rand.New(rand.NewPCG(1, 2))
	var cells [][]byte
	for range 10_000 {
		cells = append(cells, []byte(inventE164(rng, []string{"FR", "GB", "DE", "US"}[rng.IntN(4)])))
	}
	ctx := Context{Country: "FR"}
	for _, bb := range []struct {
		name string
		mark func(cell []byte, ctx *Context) (Mark, bool)
	}{{"short", w.Mark}, {"long", w.mark}} {
		b.Run(bb.name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				bb.mark(cells[i%len(cells)], &ctx)
			}
		})
	}
}
