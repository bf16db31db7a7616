"""Stretches of text -> typed values: dates, page ranges, locators."""

from __future__ import annotations
