"""EndNote's own two formats: the same reference as in RIS, in XML and in Refer's lines."""
