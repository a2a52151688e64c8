package spill_test

import (
	"fmt"
	"os"

	"github.com/callready/callready/cmd/internal/spill"
)

func ExampleSorter() {
	s := spill.New(os.TempDir(), 1<<20)
	defer s.Close()
	for _, row := range [][2]string{{"+33639981234", "row 9"}, {"+33199001234", "row 2"}, {"+33199001234", "row 5"}} {
		if err := s.Add([]byte(row[0]), []byte(row[1])); err != nil {
			fmt.Println(err)
			return
		}
	}
	for rec, err := range s.Sorted() {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s %s\n", rec.Key, rec.Value)
	}
	// Output:
	// +33199001234 row 2
	// +33199001234 row 5
	// +33639981234 row 9
}

func ExampleFixed() {
	s := spill.NewFixed[[2]uint64](os.TempDir(), 1<<20)
	defer s.Close()
	for _, row := range [][2]uint64{{899001234, 9}, {899001200, 2}, {899001234, 5}} { // key and value
		if err := s.Add(row); err != nil {
			fmt.Println(err)
			return
		}
	}
	for row, err := range s.Sorted() {
		fmt.Println(row[0], row[1], err)
	}
	// Output:
	// 899001200 2 <nil>
	// 899001234 9 <nil>
	// 899001234 5 <nil>
}

func ExampleSpool() {
	s := spill.NewSpool(os.TempDir())
	defer s.Close()
	for _, row := range []string{"first", "second"} {
		if err := s.Add([]byte(row)); err != nil {
			fmt.Println(err)
			return
		}
	}
	for row, err := range s.All() {
		fmt.Println(string(row), err)
	}
	// Output:
	// first <nil>
	// second <nil>
}
