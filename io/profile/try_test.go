package profile

import ("testing";"encoding/csv";"os";"path/filepath";"fmt";"bytes";"golang.org/x/text/encoding/charmap")

func TestTry(t *testing.T){
 list,err:=Builtin(); if err!=nil {t.Fatal(err)}
 _=list
 a,_:=filepath.Glob("/work/shared/samples/crm/*.csv"); b,_:=filepath.Glob("/work/shared/samples/generated/*/export.csv")
 for _,f:=range append(a,b...) {
  d,_:=os.ReadFile(f)
  if filepath.Base(filepath.Dir(f))=="hubspot_fr_1k5_cp1252" { d,_=charmap.Windows1252.NewDecoder().Bytes(d) }
  r:=csv.NewReader(bytes.NewReader(d)); r.LazyQuotes=true; r.FieldsPerRecord=-1
  if i:=bytes.IndexByte(d,'\n'); bytes.Count(d[:i],[]byte{';'})>2 {r.Comma=';'}
  rows,err:=r.ReadAll(); if err!=nil {fmt.Println(err)}
  s:=Sample(rows[1:min(len(rows),300)])
  g:=Detect(rows[0],s)
  fmt.Println("=====",f)
  for _,x:=range g { fmt.Printf("  %s %.2f %d;",x.Profile.Name,x.Score,len(x.Hits)) }
  fmt.Println()
  bd,err:=g[0].Profile.Bind(rows[0],s,Options{})
  fmt.Println("  err",err)
  if bd!=nil { for i,c:=range bd.Columns { fmt.Printf("   %d %q role=%s kind=%s person=%s read=%v prim=%v child=%v by=%s of=%s\n",i,c.Header,c.Role,c.Kind,c.Person,c.Read,c.Primary,c.Child,c.By,c.Of)}
  fmt.Printf("  key=%d first=%d last=%d full=%d comp=%d cid=%d mod=%d email=%v country=%v eng=%v phones=%v others=%v fax=%v prim=%d missing=%q readable=%v\n",bd.Key,bd.First,bd.Last,bd.Full,bd.Company,bd.CompanyID,bd.Modified,bd.Email,bd.Country,bd.Engaged,bd.Phones,bd.Others,bd.Faxes,bd.Primary,bd.Missing,bd.Readable)}
 }
}
