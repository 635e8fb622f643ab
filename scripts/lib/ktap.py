#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Reads the results of test programs, or of KUnit suites, from a console log.

Usage: ktap.py [OPTION]... --program NAME LOG
       ktap.py [OPTION]... --kunit LOG [SUITE]...

Prints a line for each case: pass|fail|skip <tab> SOURCE: name <tab> reason. The
lines of a reason are separated by \\036. --program takes what is between "@run NAME"
and "@exit NAME STATUS", which scripts/lib/guest-run prints; --kunit what the kernel
itself prints: each SUITE must have run at least once.

KTAP is read by kunit_parser.py of a kernel tree, in the folder that $KUNIT_DIR names.
What that does not know about is done here: it takes one document and stops when the
first plan of it is fulfilled; nobody is asked for; exit status, "Bail out!", results
that come twice, and who may skip do not concern it.
"""

import argparse
import inspect
import io
import os
import re
import sys
from contextlib import redirect_stdout

STAMP = re.compile(r'^\[ *\d+\.\d+\](?:\[ *[CT]\d+\])? ')
VERSION = re.compile(r'K?TAP version \d+$')
PLAN = re.compile(r'1\.\.(\d+)')
SUITE_PLAN = re.compile(r' {4}1\.\.\d')
SKIP_ALL = re.compile(r'1\.\.0 *# *SKIP *(.*)')
RESULT = re.compile(r'(?:not )?ok \d+ ')
SKIPPED = re.compile(r'\s*(?:not )?ok \d+ (?:- )?(.*?) # SKIP ?(.*)$')
EXPECTED = re.compile(r'\s*ok \d+ (?:- )?(.*?) # XFAIL ?(.*)$')
SUITE = re.compile(r' {4}# Subtest: (.*)$')
RUNNING = re.compile(r'#  RUN +(.*?) *\.\.\.$')


def load_parser():
    """kunit_parser of 6.1 or later, silent; errors are collected in its .errors"""
    sys.path.insert(0, os.environ.get('KUNIT_DIR', ''))
    try:
        # Its printer keeps the standard output that there is now
        with redirect_stdout(io.StringIO()):
            import kunit_parser
            import kunit_printer
    except ImportError as e:
        sys.exit(f'ktap.py: no kunit_parser.py ({e}); set KUNIT_DIR to '
                 'tools/testing/kunit of a kernel tree')

    def add_error(test, *args):  # [printer,] message
        test.counts.errors += 1
        message = f'{test.name}: {args[-1]}' if test.name != 'main' else args[-1]
        if message not in kunit_parser.errors:
            kunit_parser.errors.append(message)
    kunit_parser.Test.add_error = add_error
    kunit_parser.printer = [kunit_printer.stdout] \
        if 'printer' in inspect.signature(kunit_parser.parse_test).parameters else []
    return kunit_parser


class Results:
    """Prints what is found in the documents of one source"""

    def __init__(self, args):
        self.args = args
        self.may_skip = re.compile(args.may_skip) if args.may_skip else None
        self.source = args.source
        self.seen = set()
        self.kinds = []  # of the current document

    def out(self, kind, name, *reason):
        self.kinds.append(kind)
        fields = (kind, f'{self.source}: {name}', '\036'.join(r for r in reason if r))
        line = '\t'.join(f.replace('\t', ' ') for f in fields)
        # The suites of a module run whenever it is loaded, and count once
        if line not in self.seen or not self.args.kunit:
            print(line)
        self.seen.add(line)

    def skip(self, name, why):
        if self.args.must_run and not (self.may_skip and self.may_skip.search(name)):
            self.out('fail', name, f'skipped: {why or "no reason given"}', self.args.must_run)
        else:
            self.out('skip', name, why or 'no reason given')

    def flatten(self, test, name, reasons, parser):
        """A test and those below it"""
        status = parser.TestStatus
        before = len(self.kinds)
        for i, sub in enumerate(test.subtests, 1):
            # One without a name that crashed is one that is missing: an error
            if sub.name or sub.status != status.TEST_CRASHED:
                sub_name = sub.name or f'case {i}'
                self.flatten(sub, f'{name}.{sub_name}' if name else sub_name, reasons, parser)
        below = self.kinds[before:]
        if not name:
            return
        if test.status == status.SKIPPED:
            if not below or set(below) - {'skip'}:
                self.skip(name, reasons.get(test.name))
        elif below:
            if test.status == status.FAILURE and 'fail' not in below:
                self.out('fail', name, 'failed though none of its cases did', *diagnostics(test.log))
        elif test.status == status.SUCCESS:
            self.out('pass', name)
        else:
            self.out('fail', name, *diagnostics(test.log))

    def document(self, lines, name, parser, plan=PLAN):
        """One version line, one plan, and the results that it announces"""
        self.kinds = []
        for line in lines:
            if line.lstrip().startswith('Bail out!'):
                self.out('fail', name, line.strip())
        for m in filter(None, map(EXPECTED.match, lines)):
            self.out('fail', m[1], f'XFAIL: {m[2]}')
        whole = [m for m in map(SKIP_ALL.match, lines) if m]
        if whole and not any(map(RESULT.match, lines)):
            self.skip(name, whole[0][1])
            return
        stream = parser.extract_tap_lines(lines)
        if not stream:
            return
        plans = [l.strip() for l in lines if plan.match(l)]
        if len(plans) != 1:
            self.out('fail', name, 'not one plan (1..N) but ' + (', '.join(plans) or 'none'))
        if sum(bool(VERSION.match(l)) for l in lines) != 1:
            self.out('fail', name, 'the results start more than once')
        parser.errors = []
        try:
            test = parser.parse_test(stream, 0, [], False, *parser.printer)
            rest = list(stream)
        except ValueError as e:  # 6.1's, when it needs a line more than there is
            self.out('fail', name, f'cut short: {e}')
            return
        reasons = {m[1]: m[2] for m in map(SKIPPED.match, lines) if m}
        self.flatten(test, '', reasons, parser)
        if parser.errors:
            done = sum(bool(t.name) for t in test.subtests)
            count = f'{done} results of {test.expected_count} planned' if done != test.expected_count else ''
            self.out('fail', name, count, *parser.errors)
        extra = [l for l in rest if RESULT.match(l.lstrip())]
        if extra:
            self.out('fail', name, 'more results than planned:', *extra[:12])
        names = [t.name for t in test.subtests if t.name]
        twice = sorted({n for n in names if names.count(n) > 1})
        if twice:
            self.out('fail', name, 'more than one result of:', *twice[:12])

    def program(self, lines, status, name, parser):
        """One run of a test program; status None if it did not end"""
        self.document(list(named(lines)), name, parser)
        last_words = [l.strip() for l in lines[-12:]]
        found = set(self.kinds)
        if status is None:
            self.out('fail', name, 'did not end; its last words:', *last_words)
        elif status == 4 and found <= {'skip'}:
            if not found:
                self.skip(name, 'exit status 4')
        elif status > 128:
            self.out('fail', name, f'killed by signal {status - 128}', *last_words)
        elif status and 'fail' not in found:
            self.out('fail', name, f'exit status {status} though no case failed', *last_words)
        elif not found:
            self.out('fail', name, 'no KTAP output, or no results in it', *last_words)


def diagnostics(log):
    """What a test said, without the harness's own lines"""
    log = [re.sub(r'^\s*#? ?', '', l) for l in log]
    return [l for l in log if l and not re.match(r' *(RUN|OK|FAIL) |Starting |Totals:|(PASS|FAIL)ED:', l)][-12:]


def named(lines):
    """The harness of 6.1 says of a case that skips: ok N # SKIP reason. And kunit_parser
    knows SKIP in capitals only."""
    running = ''
    for line in lines:
        m = RUNNING.match(line)
        if m:
            running = m[1]
        if RESULT.match(line.lstrip()):
            line = re.sub(r'(?i)# *skip\b', '# SKIP', line, count=1)
        yield re.sub(r'^((?:not )?ok (\d+)) (?=# SKIP)',
                     lambda m: f'{m[1]} {running or "case " + m[2]} ', line)


def read_log(path):
    """The lines without time stamps: those of programs, and the kernel's own"""
    try:
        with open(path, encoding='utf-8', errors='replace', newline='\n') as f:
            text = f.read()
    except OSError:
        text = ''
    # What comes behind the last newline is not a whole line
    lines = [STAMP.sub('', l.rstrip('\r')) for l in text.split('\n')[:-1]]
    return ([l[2:] for l in lines if re.match(r'\|( |$)', l)],
            [l for l in lines if not re.match(r'\|( |$)', l)])


def cut_programs(lines, program):
    """(lines, status) of each run of the program"""
    runs = []
    current = None
    for line in lines:
        if line.startswith('@run '):
            current = None
            if line == f'@run {program}':
                current = []
                runs.append([current, None])
        elif current is not None and re.fullmatch(f'@exit {re.escape(program)} \\d+', line):
            runs[-1][1] = int(line.split()[-1])
            current = None
        elif current is not None:
            current.append(line)
    return runs


def cut_suites(lines):
    """(name, lines) of each run of a suite, and what is wrong with the frame.

    A suite is four to the right, and ends with its result, which is not. 6.1 prints
    no version and no plan above the suites of a module. A suite that ends otherwise
    is left without its result, and kunit_parser says so.
    """
    suites = []
    wrong = []
    current = None
    plan = results = 0

    def frame_ends():
        if results < plan:
            wrong.append(f'{results} suites of {plan} planned: cut short')
    for line in lines:
        m = SUITE.match(line)
        if m or VERSION.match(line):
            current = None
        if VERSION.match(line):
            frame_ends()
            plan = results = 0
        elif m:
            current = ['KTAP version 1', '1..1', line]
            suites.append((m[1], current))
        elif PLAN.match(line):
            plan = int(PLAN.match(line)[1])
        elif RESULT.match(line):
            results += 1
            # Its number counts the suites that were loaded before
            line = re.sub(r'ok \d+', 'ok 1', line, count=1)
            if current is None:
                wrong.append(f'a result without a suite: {line}')
            else:
                current.append(line)
            current = None
        elif current is not None and not re.match(r' {4}K?TAP version', line):
            current.append(line)
    frame_ends()
    return suites, wrong


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--source', required=True, help='shown in front of names')
    p.add_argument('--must-run', metavar='WHY', help='who skips has failed, and this says why')
    p.add_argument('--may-skip', metavar='PATTERN', help='but not cases whose names match')
    p.add_argument('--times', type=int, default=1, help='how often the program was asked for')
    what = p.add_mutually_exclusive_group(required=True)
    what.add_argument('--program')
    what.add_argument('--kunit', action='store_true')
    p.add_argument('log')
    p.add_argument('suites', nargs='*')
    args = p.parse_args()
    parser = load_parser()
    results = Results(args)
    of_programs, of_kernel = read_log(args.log)
    if args.program:
        runs = cut_programs(of_programs, args.program)
        if not runs:
            results.out('fail', 'program', f'did not run; see {args.log}')
        elif len(runs) != args.times:
            results.out('fail', 'program', f'expected {args.times} run(s), found {len(runs)}')
        for i, (lines, status) in enumerate(runs, 1):
            if len(runs) > 1:
                results.source = f'{args.source} (run {i})'
            results.program(lines, status, 'program', parser)
        return
    suites, wrong = cut_suites(of_kernel)
    for name, lines in suites:
        results.document(lines, name, parser, SUITE_PLAN)
    if wrong:
        results.out('fail', 'KUnit', *wrong)
    for name in args.suites:
        if name not in (n for n, _ in suites):
            results.out('fail', name, f'the suite did not run; see {args.log}')


if __name__ == '__main__':
    main()
