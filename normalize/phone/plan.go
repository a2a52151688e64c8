package phone

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"
	"google.golang.org/protobuf/proto"

	"github.com/callready/callready/normalize/phone/numplan"
)

// libraryPath is the module that carries the numbering plan.
const libraryPath = "github.com/nyaruka/phonenumbers"

// libraryVersion is the version told where a build carries no module table, as in tests. A test holds it to go.mod.
const libraryVersion = "v1.8.1"

// Source data of a reading: which library, and which numbering-plan data in it.

// PlanInfo names the numbering plan that decides which numbers are valid.
type PlanInfo struct {
	Module  string // module path of the library
	Version string // module version, "v1.8.1"
	SHA256  string // of the library's metadata in a stable encoding, 64 hex digits
}

// Plan tells which numbering plan this program carries. Two runs with equal plans give equal readings.
func Plan() (PlanInfo, error) {
	info := PlanInfo{Module: libraryPath, Version: libraryVersion}
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range build.Deps {
			if dep.Path == libraryPath {
				for dep.Replace != nil {
					dep = dep.Replace
				}
				info.Version = dep.Version
			}
		}
	}
	all, err := phonenumbers.MetadataCollection()
	if err != nil {
		return PlanInfo{}, fmt.Errorf("numbering-plan data of %s: %w", libraryPath, err)
	}
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(all)
	if err != nil {
		return PlanInfo{}, fmt.Errorf("numbering-plan data of %s: %w", libraryPath, err)
	}
	sum := sha256.Sum256(data)
	info.SHA256 = hex.EncodeToString(sum[:])
	return info, nil
}

// territory is what the readings need to know of a region's plan beyond the library's answers.
type territory struct {
	name     string // region
	code     int    // calling code
	codeText string // calling code in digits
	trunk    string // national prefix as written, "" if none
	shortest int    // digits of the shortest possible number, without trunk prefix
	longest  int    // digits of the longest one

	plausible int  // digits that a number really has at most
	french    bool // of the French national plan
	speaks    bool // the grouping of a number read here may say that it is of another country
}

// territories reads the plan's regions. "001" and the like, which no contact lives in, are left out.
func territories() (map[string]territory, error) {
	all, err := phonenumbers.MetadataCollection()
	if err != nil {
		return nil, fmt.Errorf("numbering-plan data of %s: %w", libraryPath, err)
	}
	out := make(map[string]territory, len(all.GetMetadata()))
	for _, m := range all.GetMetadata() {
		if len(m.GetId()) != 2 {
			continue
		}
		t := territory{name: m.GetId(), code: int(m.GetCountryCode()), trunk: m.GetNationalPrefix()}
		t.codeText = strconv.Itoa(t.code)
		for _, n := range m.GetGeneralDesc().GetPossibleLength() {
			if t.shortest == 0 || int(n) < t.shortest {
				t.shortest = int(n)
			}
			if int(n) > t.longest {
				t.longest = int(n)
			}
		}
		t.plausible, t.french, t.speaks = t.longest, isFrench(m.GetId()), groupingSpeaks(m.GetId())
		if n, ok := plausible[m.GetId()]; ok {
			t.plausible = n
		}
		out[m.GetId()] = t
	}
	return out, nil
}

// origin says how the library found the country of a number.
type origin uint8

const (
	national    origin = iota // read in the region asked for
	withPlus                  // by its plus
	withIDD                   // by the region's international prefix
	withoutPlus               // by the region's own calling code in front
)

// reason says why a number is not valid.
type reason uint8

const (
	reasonNone    reason = iota
	reasonCode           // no such calling code
	reasonShort          // too short
	reasonLong           // too long
	reasonPlan           // right length, but no such number
	reasonGarbage        // not a number at all
)

// answer is what the library says of digits read in a region. It is shared and never changed.
type answer struct {
	valid    bool
	possible bool
	origin   origin
	why      reason
	code     int    // calling code
	e164     string // also for numbers that are not valid, if they could be parsed
	nsn      string // national significant number
	region   string // "" if not valid
	kind     string // line type
	// bareTrunk: valid, read nationally, and the plan writes such numbers with a trunk prefix that is not there.
	bareTrunk bool
}

// typeNames are the line types by the library's constants.
var typeNames = map[phonenumbers.PhoneNumberType]string{
	phonenumbers.MOBILE:               "mobile",
	phonenumbers.FIXED_LINE:           "fixed",
	phonenumbers.FIXED_LINE_OR_MOBILE: "fixed-or-mobile",
	phonenumbers.TOLL_FREE:            "toll-free",
	phonenumbers.PREMIUM_RATE:         "premium",
	phonenumbers.SHARED_COST:          "shared-cost",
	phonenumbers.VOIP:                 "voip",
	phonenumbers.PERSONAL_NUMBER:      "personal",
	phonenumbers.PAGER:                "pager",
	phonenumbers.UAN:                  "uan",
	phonenumbers.VOICEMAIL:            "voicemail",
}

// consult asks the library. Digits are ASCII, with a leading plus if the number has one; region is "ZZ" then.
func consult(digits, region string, lands map[string]territory) *answer {
	n, err := phonenumbers.ParseAndKeepRawInput(digits, region)
	if err != nil {
		return &answer{why: whyNot(err)}
	}
	a := &answer{code: int(n.GetCountryCode()), nsn: phonenumbers.GetNationalSignificantNumber(n)}
	switch n.GetCountryCodeSource() {
	case phonenumbers.PhoneNumber_FROM_NUMBER_WITH_PLUS_SIGN:
		a.origin = withPlus
	case phonenumbers.PhoneNumber_FROM_NUMBER_WITH_IDD:
		a.origin = withIDD
	case phonenumbers.PhoneNumber_FROM_NUMBER_WITHOUT_PLUS_SIGN:
		a.origin = withoutPlus
	default: // a national number
	}
	a.e164 = phonenumbers.Format(n, phonenumbers.E164)
	switch phonenumbers.IsPossibleNumberWithReason(n) {
	case phonenumbers.IS_POSSIBLE:
		a.possible, a.why = true, reasonPlan
	case phonenumbers.TOO_SHORT, phonenumbers.IS_POSSIBLE_LOCAL_ONLY:
		a.why = reasonShort
	case phonenumbers.TOO_LONG:
		a.why = reasonLong
	case phonenumbers.INVALID_COUNTRY_CODE:
		a.why = reasonCode
	default:
		a.why = reasonPlan
	}
	if !phonenumbers.IsValidNumber(n) {
		return a
	}
	a.valid, a.why = true, reasonNone
	a.region = phonenumbers.GetRegionCodeForNumber(n)
	a.kind = typeNames[phonenumbers.GetNumberType(n)]
	if a.kind == "" {
		a.kind = "unknown"
	}
	if trunk := lands[region].trunk; a.origin == national && trunk != "" && a.nsn == digits {
		written := onlyDigits(phonenumbers.Format(n, phonenumbers.NATIONAL))
		a.bareTrunk = strings.HasPrefix(written, trunk) && len(written) == len(trunk)+len(digits)
	}
	return a
}

func whyNot(err error) reason {
	switch {
	case errors.Is(err, phonenumbers.ErrInvalidCountryCode):
		return reasonCode
	case errors.Is(err, phonenumbers.ErrTooShortNSN), errors.Is(err, phonenumbers.ErrTooShortAfterIDD):
		return reasonShort
	case errors.Is(err, phonenumbers.ErrNumTooLong):
		return reasonLong
	}
	return reasonGarbage
}

// onlyDigits keeps the ASCII digits of a string.
func onlyDigits(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// usualGroups gives the lengths of the digit groups in which a region writes a national number, trunk prefix included.
func usualGroups(digits, region string) []int {
	if a, ok := plan().Parse([]byte(digits), region); ok {
		if a.Problem != numplan.ProblemNone {
			return nil
		}
		if groups, ok := plan().Groups(nil, &a); ok {
			return groups
		}
	}
	n, err := phonenumbers.Parse(digits, region)
	if err != nil {
		return nil
	}
	var out []int
	run := 0
	for _, c := range phonenumbers.Format(n, phonenumbers.NATIONAL) + " " {
		if c >= '0' && c <= '9' {
			run++
		} else if run > 0 {
			out, run = append(out, run), 0
		}
	}
	return out
}

// shortCode tells whether digits are a short code that can be dialled in a region: 112, 3949.
func shortCode(digits, region string) bool {
	if len(digits) < 2 || len(digits) > 8 || region == "" {
		return false
	}
	n, err := phonenumbers.Parse(digits, region)
	return err == nil && phonenumbers.IsValidShortNumberForRegion(n, region)
}
