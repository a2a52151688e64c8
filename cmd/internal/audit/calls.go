package audit

import (
	"context"
	"strings"
	"time"

	"github.com/callready/callready/cmd/internal/audit/source"
	"github.com/callready/callready/cmd/internal/when"
	"github.com/callready/callready/dedupe"
)

// Call is one call with what is known of it: a row of calls.csv.
type Call struct {
	Row       int
	ID        string // internal id, as the API has it
	UUID      string // what the app and support use
	Time      time.Time
	Stamp     string // time as in the file
	Direction string // inbound, outbound, or as in the file
	Type      string // inbound_answered, ...; "" if the file does not tell
	Line      string // the company's number: name, number, or both
	User      string // e-mail, else name
	Number    string // of the other side: E.164, else as in the file
	Cause     string // code
	Logged    string // yes, no, "" if it was not compared
	Fixed     bool   // cleaning the contacts would attach it
	Contacts  uint32 // that the integration would find
	Contact   string // who would get it, or holds the number: record id, else row
	Column    string // where it holds it
	Unclear   bool   // several contacts, and nobody published who wins
}

// Directed tells whether the file says which way the call went, and so which of its numbers is the company's own.
func (c *Call) Directed() bool { return c.Direction == inbound || c.Direction == outbound }

// callFile reads calls, in the layouts of exports and of the API.
type callFile struct {
	file  *source.File
	cols  source.Columns
	tel   *dialer
	clock *when.Clock
}

func openCalls(f *source.File, tel *dialer) (*callFile, error) {
	cols, err := f.As(source.Calls)
	if err != nil {
		return nil, err
	}
	if cols.Has("uuid") && !cols.Has("id") { // "Call id" alone may hold either.
		cols["id"] = -1
	}
	return &callFile{file: f, cols: cols, tel: tel, clock: when.NewClock(f.Sample(), cols.At("time"))}, nil
}

// raw is a call as it stands in the file.
type raw struct {
	Call
	line      line // the company's own number
	email     string
	branch    string
	missed    string
	anonymous bool
	duration  int32
	key       uint64 // of the number; 0 if it is none
}

// each hands out the calls in the order of the file.
func (c *callFile) each(ctx context.Context, fn func(r *raw) error) error {
	var call raw
	return c.file.Each(ctx, func(r *source.Row) error {
		call = raw{}
		c.take(&call, r)
		return fn(&call)
	})
}

func (c *callFile) take(call *raw, r *source.Row) {
	get := func(name string) string {
		if at := c.cols.At(name); at >= 0 {
			return r.Text(at)
		}
		return ""
	}
	call.Row, call.ID, call.UUID = r.N, get("id"), get("uuid")
	call.Stamp = get("time")
	if clock := get("clock"); clock != "" && !strings.Contains(call.Stamp, ":") {
		call.Stamp += " " + clock
	}
	call.Time, _ = c.clock.Parse(call.Stamp)
	call.Direction = direction(get("direction"))
	number, own := get("external"), get("line_number")
	if from, to := get("from"), get("to"); number == "" {
		if call.Direction == outbound {
			number, own = to, first(own, from)
		} else {
			number, own = from, first(own, to)
		}
	}
	region := get("country")
	call.line = line{name: get("line"), number: c.tel.read(own, region), ivr: says(get("ivr")) == yes}
	if n := c.tel.read(call.line.name, region); n != "" && call.line.number == "" {
		call.line.name, call.line.number = "", n
	}
	call.Line = call.line.title()
	call.email, call.User = visible(get("email")), get("user")
	call.branch, call.missed = get("branch"), get("missed")
	call.duration = seconds(get("duration"))
	call.Type = string(c.kind(call, get("answered"), get("voicemail")))
	call.anonymous = anonymous(number)
	call.Number = number
	if !call.anonymous {
		if n := c.tel.read(number, region); n != "" {
			call.Number = n
			call.key, _ = dedupe.Key(n)
		}
	}
}

const (
	inbound  = "inbound"
	outbound = "outbound"
)

// directions are the beginnings of the words for the two ways in eight languages; "in uscita" is before "in".
var directions = []struct{ start, is string }{
	{"in usc", outbound},
	{"usc", outbound},
	{"out", outbound},
	{"sort", outbound},
	{"sal", outbound},
	{"saí", outbound},
	{"aus", outbound},
	{"uit", outbound},
	{"wych", outbound},
	{"in", inbound},
	{"ent", inbound},
	{"reç", inbound},
	{"ein", inbound},
	{"przych", inbound},
}

// direction reads which way a call went.
func direction(s string) string {
	w := fold(s)
	for _, d := range directions {
		if strings.HasPrefix(w, d.start) {
			return d.is
		}
	}
	return w
}

// kind finds out which of the five types a call is; "" where the file does not tell.
func (c *callFile) kind(call *raw, answered, mail string) callType {
	known := c.cols.Has("answered")
	is := says(answered)
	if is == unsaid && answered != "" { // answered_at: a moment
		is = yes
	} else if is == unsaid {
		is = no
	}
	if !known && call.missed != "" {
		known, is = true, no
	}
	left := mail != "" && says(mail) != no
	switch {
	case call.Direction == inbound && left && is != yes:
		return voicemail
	case !known:
		return ""
	case call.Direction == inbound && is == yes:
		return inboundAnswered
	case call.Direction == inbound:
		return inboundMissed
	case call.Direction == outbound && is == yes:
		return outboundAnswered
	case call.Direction == outbound:
		return outboundUnanswered
	}
	return ""
}

// seconds reads a duration: seconds, or hours, minutes and seconds.
func seconds(s string) int32 {
	total := int64(0)
	for part := range strings.SplitSeq(s, ":") {
		n := int64(0)
		for i := range len(part) {
			if part[i] < '0' || part[i] > '9' {
				break
			}
			n = n*10 + int64(part[i]-'0')
			if n > 1e6 {
				return 0
			}
		}
		total = total*60 + n
	}
	return int32(min(total, 1e6))
}

func first(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}
