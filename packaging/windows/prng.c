/* What Windows 10 has in bcryptprimitives.dll and older wines lack: bytes of chance. For try.sh alone. */
unsigned char __stdcall SystemFunction036(void *, unsigned long);
__declspec(dllexport) int ProcessPrng(unsigned char *buffer, unsigned long long length) {
    return SystemFunction036(buffer, (unsigned long)length);
}
