"""The first pages of visitor, pupil and teacher, and GET /me."""
