package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// one does a part in a process of its own: the baselines, so that their memory can be told, and whatever takes memory.
// A system counts a process's peak from that of the process that started it, so this program must stay small.
func one(ctx context.Context, part string, args []string) error {
	args = append(args, "", "", "")
	switch part {
	case "export":
		rows, err := strconv.Atoi(args[1])
		if err != nil {
			return err
		}
		seed, err := strconv.ParseUint(args[2], 10, 64)
		if err != nil {
			return err
		}
		return generate(args[0], rows, seed)
	case "inline":
		return inlineWorkbook(args[0], args[1])
	case "shared":
		return sharedWorkbook(args[0], args[1])
	case "odd":
		return makeOdd(args[0], args[1])
	case "rows", "clean":
		return excelizeBaseline(part, args[0], args[1])
	case "allocations":
		return countAllocations(ctx, args[0], args[1], args[2])
	}
	return baseline(part, args[0], args[1])
}

// part runs one in a process of its own and gives what it prints.
func (b *bench) part(ctx context.Context, args ...string) (string, error) {
	text, err := exec.CommandContext(ctx, b.self, append([]string{"-one"}, args...)...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s: %s: %w", args[0], strings.TrimSpace(string(text)), err)
	}
	return string(text), nil
}

// once makes a file unless it is there. What is half made has another name.
func once(name string, makeIt func(name string) error) error {
	if _, err := os.Stat(name); err == nil {
		return nil
	}
	half := strings.TrimSuffix(name, filepath.Ext(name)) + ".half" + filepath.Ext(name)
	if err := makeIt(half); err != nil {
		return err
	}
	if _, err := os.Stat(censusName(half)); err == nil {
		if err := os.Rename(censusName(half), censusName(name)); err != nil {
			return err
		}
	}
	return os.Rename(half, name)
}

// export gives the export of so many contacts.
func (b *bench) export(ctx context.Context, rows int) (string, error) {
	name := filepath.Join(b.work, fmt.Sprintf("export-%d-%d.csv", rows, b.seed))
	return name, once(name, func(name string) error {
		_, err := b.part(ctx, "export", name, strconv.Itoa(rows), strconv.FormatUint(b.seed, 10))
		return err
	})
}

// workbook gives the export as a workbook, kind being inline or shared.
func (b *bench) workbook(ctx context.Context, rows int, kind string) (string, error) {
	in, err := b.export(ctx, rows)
	if err != nil {
		return "", err
	}
	name := strings.TrimSuffix(in, ".csv") + "-" + kind + ".xlsx"
	return name, once(name, func(name string) error {
		_, err := b.part(ctx, kind, in, name)
		return err
	})
}
