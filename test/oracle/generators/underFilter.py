"""Starts a program under a filter of system calls as systemd would: underFilter.py FAMILIES -- PROGRAM ARGS

Reads the system calls that are allowed from standard input, one a line; all others fail with EPERM. Sockets are
allowed for the families that are given by number.
"""
import ctypes
import os
import sys

seccomp = ctypes.CDLL("libseccomp.so.2", use_errno=True)
seccomp.seccomp_init.restype = ctypes.c_void_p
seccomp.seccomp_init.argtypes = [ctypes.c_uint32]
seccomp.seccomp_load.argtypes = [ctypes.c_void_p]


class Comparison(ctypes.Structure):
    _fields_ = [("arg", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64)]


seccomp.seccomp_rule_add_array.argtypes = [
    ctypes.c_void_p,
    ctypes.c_uint32,
    ctypes.c_int,
    ctypes.c_uint,
    ctypes.POINTER(Comparison),
]
ALLOW, EPERM, EQUAL = 0x7FFF0000, 0x00050000 | 1, 4

families, program = sys.argv[1], sys.argv[3:]
context = seccomp.seccomp_init(EPERM)
allowed = 0
for name in sys.stdin.read().split():
    number = seccomp.seccomp_syscall_resolve_name(name.encode())
    # Calls of other processors have no number here.
    if number < 0:
        continue
    if name == "socket":
        for family in families.split(","):
            one = (Comparison * 1)(Comparison(0, EQUAL, int(family), 0))
            if seccomp.seccomp_rule_add_array(context, ALLOW, number, 1, one) != 0:
                sys.exit("no rule for sockets")
    elif seccomp.seccomp_rule_add_array(context, ALLOW, number, 0, None) != 0:
        sys.exit("no rule for " + name)
    allowed += 1
if allowed < 100 or seccomp.seccomp_load(context) != 0:
    sys.exit("the filter could not be loaded")
# Opened before: the program is not to wait for input.
os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
os.execv(program[0], program)
