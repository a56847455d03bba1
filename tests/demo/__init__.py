"""Tests of the sample county 和光县."""
