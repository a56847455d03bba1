"""The superior's workbook, edited in place: only the XML of what changes is touched, every other part keeps its bytes.

    package   the zip, its sheets, styles and shared words         read      a sheet → domain.datasheets.Grid
    formulas  references in formulas after rows were inserted       insert    rows into a sheet, and everything that points at them
    cells     write one value                                       fill      answers → rows, numbering, 填报单位, totals
    reckon    the values of simple formulas, kept beside them       blank     a protected sheet for one unit
    reread    what a unit sent back → rows                          paint     a sheet as rows for a page
"""
