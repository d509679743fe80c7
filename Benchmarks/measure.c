// Runs a program and prints, on standard error's place in a file, what it took:
// wall seconds, processor seconds and peak memory in MB.
//
// usage: measure FILE PROGRAM ARGUMENT...
//
// A program of its own, because the memory of whoever forks counts for the peak of the child.
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int count, char **arguments) {
  if (count < 3) return 2;
  struct timespec start, end;
  struct rusage usage;
  int status = 0;
  clock_gettime(CLOCK_MONOTONIC, &start);
  pid_t child = fork();
  if (child == 0) {
    execvp(arguments[2], arguments + 2);
    _exit(127);
  }
  if (child < 0 || wait4(child, &status, 0, &usage) < 0) return 2;
  clock_gettime(CLOCK_MONOTONIC, &end);
  double wall = (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) / 1e9;
  double processor = usage.ru_utime.tv_sec + usage.ru_utime.tv_usec / 1e6 +
                     usage.ru_stime.tv_sec + usage.ru_stime.tv_usec / 1e6;
  FILE *file = fopen(arguments[1], "w");
  if (!file) return 2;
  fprintf(file, "%.6f %.6f %.1f\n", wall, processor, usage.ru_maxrss / 1024.0);
  fclose(file);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
