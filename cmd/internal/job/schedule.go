package job

import (
	"strings"
)

// Cron gives the line for a crontab that runs the job every night, with exe as the program.
func (c *Config) Cron(exe string) string {
	// In a crontab a percent sign ends the command.
	return "15 3 * * * " + strings.ReplaceAll(shell(exe)+" job run "+shell(c.File), "%", `\%`)
}

// Systemd gives the lines of a service and of its timer.
func (c *Config) Systemd(exe string) (service, timer string) {
	return "ExecStart=" + unit(exe) + " job run " + unit(c.File), "OnCalendar=*-*-* 03:15:00"
}

// Schtasks gives the command that puts the job into the Windows Task Scheduler.
func (c *Config) Schtasks(exe string) string {
	return `schtasks /Create /SC DAILY /ST 03:15 /TN "callready ` + c.Name + `" /TR "\"` + exe + `\" job run \"` + c.File + `\""`
}

// shell quotes a word for a shell where that is needed.
func shell(word string) string {
	if word != "" && strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+:@,%") == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// unit quotes a word for a unit file of systemd.
func unit(word string) string {
	word = strings.NewReplacer("%", "%%", "$", "$$", `\`, `\\`, `"`, `\"`).Replace(word)
	if strings.ContainsAny(word, " \t'") {
		return `"` + word + `"`
	}
	return word
}
