package tablefile
import ("testing";"context";"os";"io";"fmt";"bytes";"path/filepath";"github.com/callready/callready/io/record")
func TestTry(t *testing.T){
 var files []string
 for _,g:=range []string{"/work/shared/samples/crm/*.csv","/work/shared/samples/csv-spectrum/*.csv","/work/shared/samples/generated/*/export.csv","/work/shared/samples/xlsx/*"}{m,_:=filepath.Glob(g);files=append(files,m...)}
 for _,p:=range files{
  f,err:=Open(context.Background(),p,nil,Options{})
  if err!=nil{fmt.Println("ERR",err);continue}
  d:=f.Detected()
  r,_:=f.Reader(context.Background())
  var b record.Batch; kinds:=map[string]int{}; var all []byte
  for{ err:=r.Read(&b); if err==io.EOF{break}; if err!=nil{t.Fatal(err)}
   for i:=range b.Records{k:=fmt.Sprint(b.Records[i].Kind,b.Records[i].Fault);kinds[k]++;all=append(all,b.Raw(i)...)
    if b.Records[i].Kind==record.Bad{fmt.Printf("   bad %d %s %.80q\n",b.Records[i].Line,b.Records[i].Fault,b.Raw(i))}}}
  raw,_:=os.ReadFile(p)
  fmt.Printf("%s enc=%s %.2f bom=%v delim=%q %.2f w=%d hdr=%d %.2f (%s) le=%q qa=%v short=%v esc=%v %v same=%v\n",filepath.Base(filepath.Dir(p))+"/"+filepath.Base(p),d.Encoding,d.EncodingScore,d.BOM,d.Dialect.Delimiter,d.Dialect.DelimiterScore,d.Dialect.Width,d.Dialect.HeaderRow,d.Dialect.HeaderScore,d.Dialect.HeaderWhy,d.Dialect.LineEnd,d.Dialect.QuoteAll,d.Dialect.ShortRows,d.Dialect.Escape,kinds,bytes.Equal(raw,all))
 }
}
