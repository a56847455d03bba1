"""The templates that come with the program: paper.docx and meeting.docx, made by `build`; a county replaces them on its page."""
