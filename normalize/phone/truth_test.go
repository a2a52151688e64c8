package phone

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
)

// truthCell is one phone cell of a truth file: what it holds, and what was done to it.
type truthCell struct {
	Raw    string   `json:"raw"`
	E164   []string `json:"e164"`
	Action string   `json:"action"`
	Dirt   []string `json:"dirt"`
	Ext    []string `json:"ext"`
}

type truthRow struct {
	CountryCell string               `json:"country_cell"`
	Cells       map[string]truthCell `json:"cells"`
}

// truthCountries are the spellings of countries in the truth files.
var truthCountries = spellings()

func spellings() map[string]string {
	out := make(map[string]string)
	for region, names := range map[string]string{
		"FR": "france fra fr frankreich", "DE": "germany deu de allemagne deutschland", "GB": "united-kingdom gb gbr royaume-uni großbritannien uk",
		"US": "united-states us usa états-unis vereinigte-staaten", "CH": "switzerland ch che suisse schweiz", "ES": "spain es esp espagne spanien",
		"BE": "belgium be bel belgique belgien", "CA": "canada ca can kanada", "IT": "italy it ita italie italien", "NL": "netherlands nl nld pays-bas niederlande",
		"PT": "portugal pt prt", "LU": "luxembourg lu lux luxemburg", "AT": "austria at aut autriche österreich", "PL": "poland pl pol pologne polen", "MA": "morocco ma mar maroc marokko",
		"AU": "australia au aus australie", "BR": "brazil br bra brésil", "MX": "mexico mx mex mexique", "CI": "ci civ côte-d'ivoire ivory-coast", "IN": "india in ind inde", "JP": "japan jp jpn japon",
		"SE": "sweden se swe suède", "NO": "norway no nor norvège", "DK": "denmark dk dnk danemark", "IE": "ireland ie irl irlande", "AR": "argentina ar arg argentine", "SN": "senegal sn sen sénégal", "DZ": "algeria dz dza algérie", "TN": "tunisia tn tun tunisie",
	} {
		for n := range strings.FieldsSeq(names) {
			out[strings.ReplaceAll(n, "-", " ")] = region
			out[n] = region
		}
	}
	return out
}

// TestTruth measures readings against truth files: the folder that CALLREADY_TRUTH names holds folders with a
// truth.jsonl each. It fails on a wrong number in a cell whose numbers can be known.
func TestTruth(t *testing.T) {
	root := os.Getenv("CALLREADY_TRUTH")
	if root == "" {
		t.Skip("CALLREADY_TRUTH names no folder of truth files")
	}
	files, _ := filepath.Glob(filepath.Join(root, "*", "truth.jsonl"))
	if len(files) == 0 {
		t.Fatalf("no truth.jsonl below %s", root)
	}
	reader, err := NewReader(Options{Regions: []string{"FR"}})
	if err != nil {
		t.Fatal(err)
	}
	type tally struct{ cells, read, listed, wrong, ext, extRead int }
	by := make(map[string]*tally)
	shown := make(map[string]int)
	wrong := 0
	for _, f := range files {
		rows := readTruth(t, f)
		census := censusOf(rows)
		for _, row := range rows {
			country := truthCountries[strings.ToLower(strings.TrimSpace(row.CountryCell))]
			if country == "" && strings.TrimSpace(row.CountryCell) != "" {
				t.Logf("country cell %q is not known here", row.CountryCell)
			}
			ctx := Context{Country: country, Census: census}
			if country == "" {
				ctx.Hints = siblingHints(reader, row)
			}
			for _, cell := range row.Cells {
				rd := reader.Read([]byte(cell.Raw), ctx)
				class := cell.Action
				if class == "split" {
					class = "convert"
				}
				var keys []string
				keys = append(keys, class+" (all)", class+" "+strings.Join(cell.Dirt, ","))
				var got, exts []string
				for _, n := range rd.Numbers {
					if n.Confidence >= Likely {
						got = append(got, n.E164)
						exts = append(exts, n.Ext)
					}
				}
				for _, k := range keys {
					if by[k] == nil {
						by[k] = new(tally)
					}
					y := by[k]
					y.cells++
					y.ext += len(cell.Ext)
					switch {
					case rd.Verdict == Undecided || rd.Verdict == Empty:
						y.listed++
					case sameSet(got, cell.E164):
						y.read++
						if len(cell.Ext) == 0 || slices.Contains(exts, cell.Ext[0]) {
							y.extRead += len(cell.Ext)
						}
					default:
						y.wrong++
					}
				}
				bad := (rd.Verdict == Read || rd.Verdict == Exact) && !sameSet(got, cell.E164)
				missed := class == "convert" && rd.Verdict == Undecided
				if bad && class != "ambiguous" && class != "conflict" {
					wrong++
				}
				if k := keys[1]; (bad || missed) && shown[k] < 12 {
					shown[k]++
					t.Logf("%-34s %q country %s: got %v (%v), want %v; codes %v %v; candidates %v", k, cell.Raw, country, got, rd.Verdict, cell.E164, rd.Codes, codesOf(rd), rd.Candidates)
				}
			}
		}
	}
	var names []string
	for k := range by {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, k := range names {
		y := by[k]
		t.Logf("%-45s cells %5d  read %5d (%.2f %%)  listed %4d  wrong %3d  ext %d/%d", k, y.cells, y.read, 100*float64(y.read)/float64(y.cells), y.listed, y.wrong, y.extRead, y.ext)
	}
	if wrong > 0 {
		t.Errorf("%d cells with a wrong number", wrong)
	}
}

func codesOf(rd Reading) []string {
	var out []string
	for _, n := range rd.Numbers {
		out = append(out, n.Codes...)
	}
	return out
}

func sameSet(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	sort.Strings(a)
	sort.Strings(b)
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}

func readTruth(t *testing.T, name string) []truthRow {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []truthRow
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var row truthRow
		if err := json.Unmarshal(sc.Bytes(), &row); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		rows = append(rows, row)
	}
	return rows
}

// censusOf counts countries as the pipeline does: regions with at least one contact in a hundred.
func censusOf(rows []truthRow) *Census {
	count := make(map[string]int)
	total := 0
	for _, row := range rows {
		if r := truthCountries[strings.ToLower(strings.TrimSpace(row.CountryCell))]; r != "" {
			count[r]++
			total++
		}
	}
	c := new(Census)
	for r, n := range count {
		if n*100 >= total {
			c.Common = append(c.Common, r)
		}
	}
	sort.Slice(c.Common, func(i, j int) bool {
		a, b := c.Common[i], c.Common[j]
		return count[a] > count[b] || count[a] == count[b] && a < b
	})
	for _, r := range c.Common {
		c.Shares = append(c.Shares, float64(count[r])/float64(total))
	}
	return c
}

// siblingHints are the regions of the row's other numbers in international form.
func siblingHints(r *Reader, row truthRow) []Hint {
	var out []Hint
	for _, cell := range row.Cells {
		for _, n := range r.Read([]byte(cell.Raw), Context{}).Numbers {
			if (n.From == FromPlus || n.From == FromIDD) && !slices.Contains(out, Hint{n.Region, FromSibling}) {
				out = append(out, Hint{n.Region, FromSibling})
			}
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Region < out[j].Region })
	return out
}
