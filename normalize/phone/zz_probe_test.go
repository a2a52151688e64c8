package phone
import ("testing";"fmt";"os";"strings")
func TestZZProbe(t *testing.T){
 b,_:=os.ReadFile("/tmp/cells.txt")
 rr:=map[string]*Reader{}
 for _,ln:=range strings.Split(strings.TrimRight(string(b),"\n"),"\n"){
  f:=strings.SplitN(ln,"|",2)
  if len(f)<2 {continue}
  c:=f[0]; reg:="FR"
  if strings.HasPrefix(c,"@"){reg=c[1:];c=""}
  if rr[reg]==nil{ rr[reg],_=NewReader(Options{Regions:[]string{reg}})}
  s:=strings.NewReplacer(`\n`,"\n",`\t`,"\t").Replace(f[1])
  rd:=rr[reg].Read([]byte(s),Context{Country:c,Census:&Census{Common:[]string{"FR","DE","GB","US","BE","CH","ES","IT","NL","CA","MA"}}})
  v:=[]string{"empty","exact","READ","undec"}[rd.Verdict]
  fmt.Printf("%-3s %-50q %s",f[0],s,v)
  for _,n:=range rd.Numbers{ fmt.Printf(" [%s x%s %s %s %s c%d %q kind=%s %v]",n.E164,n.Ext,n.Region,n.Type,n.From,n.Confidence,n.Labels,n.Kind,n.Codes)}
  fmt.Printf(" notes=%q codes=%v cand=%q\n",rd.Notes,rd.Codes,rd.Candidates)
 }
}
