package cli

import (
	"runtime"

	"github.com/spf13/pflag"

	"github.com/callready/callready/normalize/phone"
)

// usualSurvivor is which of several records of one person stays where nobody says another.
const usualSurvivor = "complete,oldest"

// tableFlags say how a file is read and which of its columns are what.
type tableFlags struct {
	Profile   string
	Delimiter delimiter
	Encoding  string
	HeaderRow int
	Sheet     string
	// PasswordFile holds the password of a workbook in its first line.
	PasswordFile string
	Phones       []string
	Primary      string
	Key          string
	Country      string
	Regions      []string
	Valid        *choice
	Upgrades     string
	Refuse       lineTypes
	Keyless      bool // no record ids are needed
	KeepGuards   bool // apostrophes that an export's program put before values stay a part of them
	Ranges       bool
	Vanity       bool
	Lang         *choice
	Color        *choice
}

func (o *tableFlags) add(fs *pflag.FlagSet) {
	o.Valid, o.Color, o.Lang = newChoice("valid", "possible"), newChoice("auto", "always", "never"), newChoice("auto", "en", "fr")
	fs.StringVar(&o.Profile, "profile", "auto", "CRM profile: a name (callready profile list), a TOML file, or auto")
	fs.VarP(&o.Delimiter, "delimiter", "d", "character between cells: , ; tab or |, detected by default")
	fs.StringVarP(&o.Encoding, "encoding", "e", "", "encoding of the file, such as utf-8 or windows-1252, detected by default")
	fs.IntVar(&o.HeaderRow, "header-row", 0, "line that holds the header, detected by default")
	fs.StringVar(&o.Sheet, "sheet", "", "sheet of a workbook, by name; by default the one that looks like contacts")
	fs.StringVar(&o.PasswordFile, "password-file", "", "file whose first line is the password of the workbook")
	fs.StringSliceVar(&o.Phones, "phone-columns", nil, "phone columns in the order in which they count: headers, or #3 for the third column")
	fs.StringVar(&o.Primary, "primary", "", "the field that the integration looks at first")
	fs.StringVar(&o.Key, "key", "", "the column with the record id")
	fs.StringVar(&o.Country, "country-column", "", "the column with the contact's country")
	fs.StringSliceVar(&o.Regions, "region", nil, "countries of contacts that do not say theirs, such as FR or FR,BE")
	fs.Var(o.Valid, "valid", "which numbers count: valid by the numbering plan, or possible by their length")
	fs.StringVar(&o.Upgrades, "upgrades", "on", "renew numbers of old numbering plans: on, off, or countries such as CI,BJ")
	fs.Var(&o.Refuse, "refuse", "line types that no contact should have, left to a person: "+orList(phone.RefusalWords())+" (toll-free, shared-cost, premium, uan, and numbers of no country such as +800)")
	fs.BoolVar(&o.Ranges, "ranges", false, "read 01 42 68 12 34 / 35 as two numbers on one stem")
	fs.BoolVar(&o.Vanity, "vanity", false, "read letters as keypad digits")
	fs.Var(o.Lang, "lang", "language of reports: en or fr, from the environment by default")
	fs.Var(o.Color, "color", "colours: auto, always or never")
}

// cleanFlags are the flags of clean.
type cleanFlags struct {
	tableFlags
	Out          string
	Force        bool
	Config       string
	Whole        bool
	Format       *choice
	To           string
	MaxRows      int
	MaxBytes     size
	ExtColumn    string
	NoteColumn   string
	ChildCopy    []string
	Confidence   *choice
	DropExtras   bool
	Fax          bool
	Split        *choice
	SplitEngaged bool
	ChildName    string
	LinkColumns  *choice
	Duplicates   *choice
	Survivor     string
	Decisions    []string
	Corrections  []string
	Merge        *choice
	Also         []string
	MaxNew       guard
	Pilot        int
	Where        []string
	Skip         string
	DryRun       bool
	Check        bool
	FailOn       *choice
	Silence      []string
	Raise        severities
	Mask         bool
	Schemas      []string
	Require      []string
	Jobs         int
	Progress     *choice
	Quiet        bool
	Verbose      bool
}

func (o *cleanFlags) add(fs *pflag.FlagSet) {
	o.tableFlags.add(fs)
	o.Confidence = newChoice("likely", "certain")
	o.Split = newChoice("auto", "one", "readable", "off")
	o.LinkColumns = newChoice("on", "off")
	o.Duplicates = newChoice("on", "off")
	o.Merge = newChoice("off", "plan")
	o.Format = newChoice("auto", "csv", "xlsx")
	o.Raise = severities{}
	o.FailOn = newChoice("none", "error", "warning", "info")
	o.Progress = newChoice("auto", "plain", "off")
	fs.StringVarP(&o.Out, "out", "o", "", "run folder to make; callready-NAME of the first file by default, then -2, -3; a folder named here is refused if it exists")
	fs.BoolVar(&o.Force, "force", false, "set a run folder that exists aside under another name")
	fs.StringVar(&o.Config, "config", "", "TOML file with settings, named like the flags")
	fs.BoolVar(&o.Whole, "whole", false, "write a corrected file for each input instead of updates and new contacts")
	fs.Var(o.Format, "format", "format of the import files: auto (that of the export), csv or xlsx")
	fs.StringVar(&o.To, "to", "", "write the contacts in the import form of another program, such as aircall, instead: a profile's name, or a TOML file")
	fs.IntVar(&o.MaxRows, "max-rows", 0, "rows in one import file, by default what the CRM takes")
	fs.Var(&o.MaxBytes, "max-bytes", "bytes in one import file, such as 20M, by default what the CRM takes")
	fs.StringVar(&o.ExtColumn, "ext-column", "", "column that takes extensions")
	fs.StringVar(&o.NoteColumn, "note-column", "", "column that takes notes found beside numbers")
	fs.StringSliceVar(&o.ChildCopy, "child-copy", nil, "more columns that a new contact takes over")
	fs.Var(o.Confidence, "min-confidence", "how sure a number must be to be written: likely or certain")
	fs.BoolVar(&o.DropExtras, "drop-extras", false, "drop extensions and notes instead of leaving their cells to a person")
	fs.BoolVar(&o.Fax, "fax", false, "rewrite fax numbers too")
	fs.Var(o.Split, "split", "what a contact's further numbers become: auto, one, readable or off")
	fs.BoolVar(&o.SplitEngaged, "split-engaged", false, "also split contacts with deals or tickets")
	fs.StringVar(&o.ChildName, "child-name", "", `last name of a new contact, such as "{last} ({label})"`)
	fs.Var(o.LinkColumns, "link-columns", "write callready_id and callready_parent: on or off")
	fs.Var(o.Duplicates, "duplicates", "look for contacts that stand several times: on or off")
	fs.StringVar(&o.Survivor, "survivor", usualSurvivor, "which of several records of one person should stay, the first criterion counting most: complete, oldest, newest, updated, named-owner, owner=NAME")
	fs.Var(o.Merge, "merge", "prepare the merge of records that are one person, certain and likely ones: off, or plan, which writes files for it; nothing is merged")
	fs.StringArrayVar(&o.Decisions, "decisions", nil, "file with your answers about duplicates, such as review/duplicates.csv of an earlier run with its decision column filled in")
	fs.StringArrayVar(&o.Corrections, "corrections", nil, "file with your corrections of cells: review/needs-you.csv of an earlier run with its correction column filled in")
	fs.StringArrayVar(&o.Also, "also", nil, "file of companies, leads or accounts that may have the same numbers; nothing is written for it")
	fs.Var(&o.MaxNew, "max-new", "stop when more contacts would be created: a count, or a share such as 5%")
	fs.IntVar(&o.Pilot, "pilot", 0, "put so many contacts that show every kind of change into import files of their own, to try them first")
	fs.StringArrayVar(&o.Where, "where", nil, "only contacts whose column holds this value: COLUMN=VALUE")
	fs.StringVar(&o.Skip, "skip", "", "file with record ids never to touch, one a line")
	fs.StringArrayVar(&o.Schemas, "schema", nil, "what the CRM says about its fields (a saved answer of its API, or an export of a field list), to find mandatory ones; once for each file")
	fs.StringSliceVar(&o.Require, "require", nil, "columns that are mandatory in the CRM: headers, or #3 for the third column")
	fs.BoolVar(&o.DryRun, "dry-run", false, "write the review and the reports, no import files")
	fs.BoolVar(&o.Check, "check", false, "write nothing; exit 3 if anything would change")
	fs.Var(o.FailOn, "fail-on", "exit 3 on findings of this severity or above: error, warning, info, or none")
	fs.StringSliceVar(&o.Silence, "silence", nil, "codes that are no findings here (callready report --codes lists them): they stay in the journal, and neither count nor fail")
	fs.Var(&o.Raise, "raise", "codes with another severity than the catalogue's, such as no-country=error")
	fs.BoolVar(&o.Mask, "mask", false, "hide names and numbers in report.html and in the examples of a dry run; import files, review and journal have them")
	fs.IntVarP(&o.Jobs, "jobs", "j", runtime.GOMAXPROCS(0), "how many cores to use")
	fs.Var(o.Progress, "progress", "progress: auto (a bar on a terminal), plain lines, or off")
	fs.BoolVarP(&o.Quiet, "quiet", "q", false, "print nothing but errors")
	fs.BoolVarP(&o.Verbose, "verbose", "v", false, "say on standard error what was detected")
}
