package job

import "testing"

func TestSchedule(t *testing.T) {
	c := &Config{Name: "n", File: "/srv/50% of it/it's.toml"}
	if got, want := c.Cron("/usr/bin/callready"), `15 3 * * * /usr/bin/callready job run '/srv/50\% of it/it'\''s.toml'`; got != want {
		t.Errorf("cron: %s, want %s", got, want)
	}
	if got, _ := c.Systemd("/usr/bin/callready"); got != `ExecStart=/usr/bin/callready job run "/srv/50%% of it/it's.toml"` {
		t.Errorf("systemd: %s", got)
	}
	if got := (&Config{Name: "n", File: `C:\crm\n.toml`}).Schtasks(`C:\Program Files\callready.exe`); got != `schtasks /Create /SC DAILY /ST 03:15 /TN "callready n" /TR "\"C:\Program Files\callready.exe\" job run \"C:\crm\n.toml\""` {
		t.Errorf("schtasks: %s", got)
	}
}
